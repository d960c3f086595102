using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>A batch as it stands in the staging table.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Hash">What it was made of.</param>
/// <param name="Order">The order that delivered it last.</param>
internal sealed record StagedRow(string Kind, PostingState State, string Hash, string Order)
{
    public static StagedRow Read(SageProRow row) => new(
        row.Text(1) ?? "",
        new PostingState
        {
            Reference = row.Text(0) ?? "",
            Status = row.Text(2) ?? "",
            Attempts = (int)row.Count(3),
            Code = row.Text(4),
            Text = row.Text(5),
            SageProNumber = row.Text(6),
        },
        row.Text(7) ?? "",
        row.Text(8) ?? "");
}
