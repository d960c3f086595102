using System.Data.Common;
using System.Net.Sockets;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Persistence.Embedded;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>Says in one sentence why the server could not start, where the reason is one that its owner can remove.</summary>
internal static class StartFailure
{
    /// <returns>The sentence; null for an error that nobody foresaw, which is shown with all its details.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        DataFolderInUseException or EmbeddedPostgresException or SettingsException => exception.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        ScriptFailedException script => script.Problem,
        IOException { InnerException: AddressInUseException } or AddressInUseException =>
            $"{exception.Message} Stop the program that listens there, or choose another address (--urls).",
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } =>
            $"The server cannot listen where --urls says: {exception.Message}",
        DbException database => $"The database does not answer: {database.Message} Check Database:ConnectionString.",
        _ => null,
    };
}
