using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>
/// Makes a record at most once. Three things see to it: it is looked up by our reference before it is made; its key derives from the same
/// reference, so that Intacct refuses to execute it twice; and after every doubtful answer it is looked up again.
/// </summary>
/// <typeparam name="T">The record as the workflow sees it.</typeparam>
/// <param name="client">The company.</param>
/// <param name="write">The write.</param>
/// <param name="find">Looks the record up; null where it is not there. Throws <see cref="FailureKind.Rejected"/> where another one has its reference.</param>
/// <param name="describe">Describes the record that was made, by its key.</param>
internal sealed class WriteOnce<T>(
    IntacctClient client, IntacctWrite write, Func<CancellationToken, Task<T?>> find, Func<string, CancellationToken, Task<T>> describe) : AtMostOnce<T>
    where T : class
{
    /// <inheritdoc/>
    public override Task<T?> FindAsync(CancellationToken cancellationToken) => find(cancellationToken);

    /// <inheritdoc/>
    public override async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        if (await find(cancellationToken) is { } earlier)
            return earlier;
        string recordNo;
        try
        {
            recordNo = await client.WriteAsync(write, cancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // What Intacct answers to a repeated key is not documented; that the record is there tells it apart from a real refusal.
            if (await find(cancellationToken) is { } made)
                return made;
            throw;
        }

        return await describe(recordNo, cancellationToken);
    }
}
