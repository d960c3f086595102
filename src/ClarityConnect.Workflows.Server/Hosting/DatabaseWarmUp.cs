using ClarityConnect.Workflows.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>
/// Builds the model of the tables and one query of Entity Framework without a database, while the database starts: most of a second, half of
/// it compilation of code that the real queries use again.
/// </summary>
internal static class DatabaseWarmUp
{
    public static void Run()
    {
        var options = new DbContextOptionsBuilder<PostgreSqlWorkflowDbContext>().UseNpgsql("Host=none").Options;
        using var context = new PostgreSqlWorkflowDbContext(options);
        _ = context.Triggers.AsNoTracking().OrderBy(trigger => trigger.DefinitionId).ToQueryString();
    }
}
