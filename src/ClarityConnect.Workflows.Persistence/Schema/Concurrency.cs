using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Two nodes may insert the same row at the same time; the one that comes second looks again.</summary>
internal static class Concurrency
{
    private const int Attempts = 20;

    /// <summary>Repeats an attempt as long as somebody else was faster.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> attempt)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (DbUpdateException exception) when (number < Attempts && IsDuplicate(exception.InnerException))
            {
                // The next attempt sees the row that the other one wrote.
            }
        }
    }

    /// <summary>Whether a row with these keys was there already.</summary>
    public static bool IsDuplicate(Exception? exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqlException sqlServer => sqlServer.Number is 2601 or 2627,
        _ => false,
    };
}
