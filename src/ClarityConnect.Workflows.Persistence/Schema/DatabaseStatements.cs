using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Short statements that a query language cannot say; their holes become parameters.</summary>
internal static class DatabaseStatements
{
    public static Task<int> ExecuteAsync(this DatabaseFacade database, FormattableString statement, CancellationToken cancellationToken) =>
        database.ExecuteSqlInterpolatedAsync(statement, cancellationToken);
}
