using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>One of Intacct's two programming interfaces: the XML gateway or REST.</summary>
internal interface IIntacctApi
{
    /// <summary>Signs in anew and says who was accepted.</summary>
    Task<IntacctIdentity> SignInAsync(CancellationToken cancellationToken);

    /// <summary>Sends writes in one request.</summary>
    /// <param name="writes">At least one; several have to be of one kind.</param>
    /// <param name="allOrNothing">Whether nothing is kept when one of them is refused.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up; what was sent by then has to be looked up.</param>
    /// <returns>What became of each, in the order of the writes.</returns>
    /// <exception cref="ActivityException">The request as a whole was refused or failed.</exception>
    Task<IReadOnlyList<IntacctOutcome>> WriteAsync(IReadOnlyList<IntacctWrite> writes, bool allOrNothing, CancellationToken cancellationToken);

    /// <summary>Reads objects page by page until the last, with the names and words of the XML gateway.</summary>
    IAsyncEnumerable<IntacctRow> RowsAsync(IntacctQuery query, CancellationToken cancellationToken);
}
