using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>Asks a company for rows. Where an agent does it nothing runs meanwhile, so it may be away for as long as it likes.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
public abstract class AskingActivity<T> : Activity
{
    private const string KeyState = "key";

    /// <summary>The company.</summary>
    [Input(Description = "The Sage Pro company.", ConnectionType = typeof(SageProConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The operation.</summary>
    private protected abstract string Operation { get; }

    /// <summary>The operation's input.</summary>
    /// <param name="context">The execution.</param>
    private protected virtual object InputOf(ActivityExecutionContext context) => new { };

    /// <summary>Sets the outputs and completes the step.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="rows">What was answered.</param>
    private protected abstract void Report(ActivityExecutionContext context, IReadOnlyList<T> rows);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // Another attempt asks anew.
        var key = $"read:{context.IdempotencyKey}:{context.Attempt}";
        context.SetState(KeyState, key);
        var client = await context.GetClientAsync<SageProClient>(Connection);
        GoOn(context, client, key, await client.Route.OrderAsync(key, Operation, SageProJson.Write(InputOf(context)), null, context.CancellationToken));
    }

    /// <inheritdoc/>
    protected override async ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var client = await context.GetClientAsync<SageProClient>(Connection);
        var key = context.GetState<string>(KeyState)!;
        GoOn(context, client, key, await client.Route.FindAsync(key, context.CancellationToken));
    }

    private void GoOn(ActivityExecutionContext context, SageProClient client, string key, SageProAnswer? answer)
    {
        if (answer is null)
            context.Wait(client.BookmarkOf(key, context.Time.GetUtcNow(), null));
        else
            Report(context, [.. answer.Rows.Select(SageProJson.Read<T>)]);
    }
}
