using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Mail;

/// <summary>
/// A mail server that speaks SMTP (RFC 5321) on a port of its own, asks for user and password, and keeps what it takes. Recipients at
/// <c>unknown.example</c> do not exist.
/// </summary>
public sealed class MailSimulator : IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly FaultBoard _faults;
    private readonly ReceivedLedger _ledger;
    private readonly StateJournal _journal;
    private readonly TimeProvider _time;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly List<ReceivedMail> _mails = [];
    private Task _serving = Task.CompletedTask;

    internal MailSimulator(SimulatorOptions options, FaultBoard faults, ReceivedLedger ledger, StateJournal journal, TimeProvider time) =>
        (_options, _faults, _ledger, _journal, _time) = (options, faults, ledger, journal, time);

    /// <summary>The port, once the simulators have started.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What was taken, in the order in which it came.</summary>
    public IReadOnlyList<ReceivedMail> Mails
    {
        get
        {
            lock (_gate) return [.. _mails];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopping.Dispose();
    }

    internal void Start()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    internal void Replay(ReceivedMail mail) => _mails.Add(mail);

    internal async Task AddAsync(ReceivedMail mail)
    {
        lock (_gate) _mails.Add(mail);
        _journal.Append(StateJournal.Mail, mail);
        _ledger.Add("mail", "send mail", mail.MessageId, null, ReceivedRequest.Success, null);
        await _journal.FlushAsync();
    }

    private async Task ServeAsync()
    {
        var sessions = new List<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(ServeAsync(caller));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(sessions);
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var held = caller;
        using var session = new MailSession(this, _options, _faults, _time, caller.GetStream());
        await session.RunAsync(_stopping.Token);
    }
}
