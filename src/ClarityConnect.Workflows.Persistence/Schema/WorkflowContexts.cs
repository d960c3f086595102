using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Gives the contexts of one database under the name of both.</summary>
internal sealed class WorkflowContexts(Func<WorkflowDbContext> create) : IDbContextFactory<WorkflowDbContext>
{
    public WorkflowDbContext CreateDbContext() => create();
}
