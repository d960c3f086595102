using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Reads a runner's error output on a thread of its own, so that the process never blocks on it.</summary>
internal sealed class RunnerErrors
{
    private const int KeptLines = 20;
    private readonly Queue<string> _lines = new();
    private readonly Thread _thread;

    internal RunnerErrors(Process process, ILogger logger)
    {
        var (id, reader) = (process.Id, process.StandardError);
        _thread = new Thread(() => Drain(id, reader, logger)) { IsBackground = true, Name = $"script-runner {id} errors" };
        _thread.Start();
    }

    /// <summary>The last lines, once the process has ended.</summary>
    internal string Text()
    {
        _thread.Join(TimeSpan.FromSeconds(1));
        lock (_lines) return string.Join(Environment.NewLine, _lines);
    }

    private void Drain(int id, StreamReader reader, ILogger logger)
    {
        try
        {
            while (reader.ReadLine() is { } line)
            {
                logger.LogWarning("Script runner {ProcessId}: {Line}", id, line);
                lock (_lines)
                {
                    _lines.Enqueue(line);
                    if (_lines.Count > KeptLines) _lines.Dequeue();
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was disposed while this was reading: there is nobody left to listen to.
        }
    }
}
