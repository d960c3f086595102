using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>The tables on SQL Server.</summary>
/// <param name="options">The connection.</param>
public sealed class SqlServerWorkflowDbContext(DbContextOptions<SqlServerWorkflowDbContext> options) : WorkflowDbContext(options);
