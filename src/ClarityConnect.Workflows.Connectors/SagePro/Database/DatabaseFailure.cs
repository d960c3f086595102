using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>What an error of the database means for a workflow. Codes are SQLSTATE at PostgreSQL and numbers at SQL Server.</summary>
internal static class DatabaseFailure
{
    public static bool IsMeant(Exception exception) =>
        exception is DbException or TimeoutException or SocketException or IOException or InvalidOperationException { InnerException: DbException };

    public static ActivityException Of(Exception exception)
    {
        var error = exception as DbException ?? exception.InnerException as DbException;
        var code = DatabaseCode.Of(error);
        var (kind, name, advice) = Meaning(code, error);
        return new ActivityException(kind, $"The Sage Pro database says: {exception.Message.TrimEnd('.')}{(code is null ? "" : $" ({code})")}. {advice}", exception)
        {
            VendorCode = name,
            VendorMessage = exception.Message,
        };
    }

    private static (FailureKind Kind, string Code, string Advice) Meaning(string? code, DbException? error) => code switch
    {
        "40P01" or "40001" or "1205" => (FailureKind.Transient, "DEADLOCK", "It is tried again by itself."),
        "55P03" or "1222" => (FailureKind.Transient, "RECORD_LOCKED", "Somebody has the record open; it is tried again by itself."),
        "55006" or "5030" => (FailureKind.Transient, "TABLE_IN_USE", "It is tried again by itself."),
        "57014" or "-2" => (FailureKind.Transient, "SHARE_UNAVAILABLE", "It took too long and is tried again by itself."),
        "23505" or "2601" or "2627" => (FailureKind.Transient, "RECORD_LOCKED", "Somebody else wrote the same row; it is looked at again by itself."),
        "42P01" or "42703" or "3F000" or "208" or "207" => (FailureKind.Misconfigured, "SCHEMA_MISMATCH", "Correct the table map of the connection; its test says what is missing."),
        "3D000" or "4060" or "911" => (FailureKind.Misconfigured, "SCHEMA_MISMATCH", "Correct the name of the database."),
        "42501" or "229" or "230" => (FailureKind.Unauthorized, "NOT_ALLOWED", "Give the database user the right."),
        "18456" or "18452" => (FailureKind.Unauthorized, "NOT_ALLOWED", "Correct user and password of the database connection."),
        ['2', '8', ..] and { Length: 5 } => (FailureKind.Unauthorized, "NOT_ALLOWED", "Correct user and password of the database connection."),
        ['2', '2', ..] and { Length: 5 } or "8152" or "2628" or "8115" => (FailureKind.InvalidData, "LINE_INVALID", "A value does not fit its column."),
        null => (FailureKind.Transient, "SHARE_UNAVAILABLE", "Look whether the database runs and is reached; it is tried again by itself."),
        _ when error?.IsTransient == true || IsOfTheWay(code) => (FailureKind.Transient, "SHARE_UNAVAILABLE", "It is tried again by itself."),
        _ => (FailureKind.Rejected, "DATABASE_ERROR", "Correct what it complains of, then retry."),
    };

    /// <summary>Errors of the network and of a database that starts or stops.</summary>
    private static bool IsOfTheWay(string code) =>
        code.StartsWith("08", StringComparison.Ordinal)
        || code.StartsWith("57P", StringComparison.Ordinal)
        || code.StartsWith("53", StringComparison.Ordinal)
        || (int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is 0 or 2 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001 or 40197 or 40501 or 40613);
}
