using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.State;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Wire;

/// <summary>
/// Takes one request through a system: faults that come first, the work, the ledger, the disk, faults that come after, and
/// the answer.
/// </summary>
internal sealed class Exchange(FaultBoard faults, ReceivedLedger ledger, StateJournal journal, TimeProvider time, CancellationToken stopping)
{
    private const string MaintenancePage =
        "<!DOCTYPE html><html><head><title>Scheduled maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    public async Task RunAsync(HttpContext context, ISimulatedSystem system, string path)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(ended.Token);
        var call = system.Read(context.Request, path, body);
        var hits = faults.Take(system.Name, [.. call.Parts.Select(p => p.Operation)]);

        var refused = await FirstRefusalAsync(hits.BeforeCommit, system, () => Record("not done"), ended.Token);
        if (refused is not null)
        {
            Record("not done");
            await SendAsync(context, refused.Value.Answer, ended.Token);
            return;
        }

        var answer = call.Execute(hits);
        for (var i = 0; i < call.Parts.Count; i++)
        {
            var outcome = answer.Outcomes.Count == call.Parts.Count ? answer.Outcomes[i] : answer.Outcomes[0];
            ledger.Add(system.Name, call.Parts[i].Operation, call.Parts[i].Key, call.Parts[i].ControlId, outcome, hits.Names);
        }
        // The rows above come after the state they speak of, so one flush covers both.
        await journal.FlushAsync();

        var lost = await FirstRefusalAsync(hits.AfterCommit, system, static () => { }, ended.Token);
        await SendAsync(context, lost is null ? answer : lost.Value.Answer ?? Cut(lost.Value.Fault, answer), ended.Token);

        void Record(string outcome)
        {
            foreach (var part in call.Parts)
                ledger.Add(system.Name, part.Operation, part.Key, part.ControlId, outcome, hits.Names);
        }
    }

    /// <summary>Waits out the delays and gives the first fault that replaces the answer; a null answer cuts the connection.</summary>
    private async Task<(Fault Fault, Answer? Answer)?> FirstRefusalAsync(
        IEnumerable<Fault> hits, ISimulatedSystem system, Action beforeHang, CancellationToken ended)
    {
        foreach (var fault in hits)
        {
            switch (fault.Kind)
            {
                case FaultKind.Delay:
                    await Task.Delay(fault.Delay, time, ended);
                    break;
                case FaultKind.Hang:
                    beforeHang();
                    await journal.FlushAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, ended);
                    break;
                case FaultKind.Drop or FaultKind.Truncated:
                    return (fault, null);
                case FaultKind.RateLimited:
                    return (fault, WithRetryAfter(system.Refuse(fault, 429), fault));
                case FaultKind.ServerError:
                    return (fault, WithRetryAfter(fault.EmptyBody ? Answer.Empty(fault.Status) : system.Refuse(fault, fault.Status), fault));
                case FaultKind.HtmlPage:
                    return (fault, Answer.Text(200, "text/html; charset=utf-8", MaintenancePage));
            }
        }
        return null;
    }

    private static Answer WithRetryAfter(Answer answer, Fault fault) => fault.RetryAfter is not { } wait
        ? answer
        : answer with
        {
            Headers = new Dictionary<string, string>
            {
                ["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            },
        };

    private static Answer? Cut(Fault fault, Answer answer) =>
        fault.Kind == FaultKind.Truncated ? answer with { Body = answer.Body[..(answer.Body.Length / 2)] } : null;

    private async Task SendAsync(HttpContext context, Answer? answer, CancellationToken ended)
    {
        await journal.FlushAsync();
        if (answer is null)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.ContentType is null)
            return;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, ended);
    }
}
