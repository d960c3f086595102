using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>The tables on PostgreSQL.</summary>
/// <param name="options">The connection.</param>
public sealed class PostgreSqlWorkflowDbContext(DbContextOptions<PostgreSqlWorkflowDbContext> options) : WorkflowDbContext(options);
