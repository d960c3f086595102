using System.ComponentModel;
using System.Diagnostics;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>What a short-lived program answered.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Everything it said, for an error text.</summary>
    public string Said => string.Join(Environment.NewLine, new[] { Output.Trim(), Error.Trim() }.Where(t => t.Length > 0));

    /// <exception cref="EmbeddedPostgresException">The program is not there.</exception>
    public static async Task<ProgramRun> OfAsync(ProcessStartInfo command, CancellationToken ct)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var error = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
            return new ProgramRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static Process Start(ProcessStartInfo command)
    {
        try
        {
            return Process.Start(command)!;
        }
        catch (Win32Exception error)
        {
            throw new EmbeddedPostgresException($"'{command.FileName}' cannot be started: {error.Message}.", error);
        }
    }
}
