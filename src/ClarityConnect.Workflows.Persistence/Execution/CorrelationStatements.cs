using ClarityConnect.Workflows.Persistence.Inbox;

namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>What the correlator's decisions mean in statements.</summary>
internal static class CorrelationStatements
{
    public static void AddCorrelations(this StatementBatch batch, Correlating result)
    {
        batch
            .AddRows("ClaimBookmarks", result.Claims, c => c.Text("bookmark_id", m => m.BookmarkId).Text("message_id", m => m.MessageId))
            .AddRows("SettleMessages", result.States, c => c.Text("id", m => m.MessageId).Number("state", m => (int)m.State))
            .AddRows("StartInstances", result.Starts, ExecutionRows.Starts)
            .AddRows("InsertWorkItems", result.Resumes, ExecutionRows.WorkItems);
        if (result.MadeWork) batch.AddNotice();
    }
}
