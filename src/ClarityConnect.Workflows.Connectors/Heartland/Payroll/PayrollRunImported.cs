using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>
/// Starts an instance for every payroll run that a file brings into the drop folder, and one for every file that cannot be read. A file is
/// moved away at the check after the one that found it, when its events are certainly stored.
/// </summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every payroll run that a CSV file brings into the folder. A file that cannot be read starts too, at the port 'Invalid', with what is wrong in which row and column.", DisplayName = "Payroll run imported")]
[FlowNode("Done", "Invalid")]
public sealed class PayrollRunImported : PollingTrigger
{
    // Enough to know a file again that is dropped a second time; what is older is refused by its event's id.
    private const int MostRemembered = 500;

    /// <summary>The folder.</summary>
    [Input(Description = "The folder into which payroll exports are dropped.", ConnectionType = typeof(HeartlandPayrollConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>A folder below; empty for the folder itself.</summary>
    [Input(Description = "A folder below the connection's folder; empty for the folder itself.")]
    public Input<string> Subfolder { get; set; } = new();

    /// <summary>Which files.</summary>
    [Input(DisplayName = "Files", Description = "Which files are read, such as *.csv or register-*.csv.")]
    public Input<string> Pattern { get; set; } = new("*.csv");

    /// <summary>Which column holds what.</summary>
    [Input(DisplayName = "Column map", Description = "Which column holds what, such as { employee: 'Emp #', payDate: 'Check Date', earnings: [{ code: 'REG', column: 'Regular Pay', hoursColumn: 'Regular Hrs' }], taxes: […] }. What is not given is looked for under its usual name.", UIHint = "json-editor")]
    public Input<PayrollColumns> Columns { get; set; } = new();

    /// <summary>The run.</summary>
    [Output(Description = "The run: runId, payDate, periodStart, periodEnd, currency, payments; empty at the port 'Invalid'.")]
    public Output<PayrollRun> Result { get; set; } = new();

    /// <summary>The file's name.</summary>
    [Output(Description = "The name of the file.")]
    public Output<string> FileName { get; set; } = new();

    /// <summary>The digest of the file's content.</summary>
    [Output(Description = "The digest of the file's content; with the run's id it makes a reference for postings.")]
    public Output<string> ContentHash { get; set; } = new();

    /// <summary>Whether it corrects an earlier file.</summary>
    [Output(Description = "Whether another file brought the same run before, so that the earlier posting is to be reversed first.")]
    public Output<bool> IsCorrection { get; set; } = new();

    /// <summary>What is wrong.</summary>
    [Output(Description = "What is wrong with the file, as a list of { row, column, message }; empty where it was read.")]
    public Output<IReadOnlyList<PayrollProblem>> Problems { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var folder = await context.GetClientAsync<PayrollFolder>(Connection);
        var stored = (context.GetCursor<PayrollCursor>()?.Taken ?? []).ToDictionary(file => file.Hash, StringComparer.Ordinal);
        var runs = stored.Values.SelectMany(file => file.Runs).ToHashSet(StringComparer.Ordinal);
        var events = new List<TriggerEvent>();
        var taken = new List<TakenFile>();
        foreach (var file in folder.ListWaiting(context.Get(Subfolder) ?? "", context.Get(Pattern) is { Length: > 0 } pattern ? pattern : "*.csv"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (content, hash) = PayrollFolder.Read(file);
            // What the cursor knows is stored: only now may the file go.
            if (stored.TryGetValue(hash, out var known))
            {
                PayrollFolder.Move(file, hash, known.Runs.Count > 0 ? PayrollFolder.Processed : PayrollFolder.Rejected);
                continue;
            }

            if (taken.Exists(other => other.Hash == hash))
                continue;

            var (found, problems) = PayrollReader.Read(content, context.Get(Columns) ?? new PayrollColumns(), folder.Currency);
            events.AddRange(found.Select(run => Event(new PayrollImport { FileName = file.Name, ContentHash = hash, Run = run, IsCorrection = !runs.Add(run.RunId) })));
            if (problems.Count > 0)
                events.Add(Event(new PayrollImport { FileName = file.Name, ContentHash = hash, Problems = problems }));
            taken.Add(new TakenFile(hash, [.. found.Select(run => run.RunId)]));
        }

        return new PollResult(events, new PayrollCursor([.. stored.Values.Concat(taken).TakeLast(MostRemembered)]));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Payroll run imported' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        var import = ValueConversion.To<PayrollImport>(payload)!;
        context.Set(Result, import.Run);
        context.Set(FileName, import.FileName);
        context.Set(ContentHash, import.ContentHash);
        context.Set(IsCorrection, import.IsCorrection);
        context.Set(Problems, import.Problems);
        context.Complete(import.Run is null ? "Invalid" : "Done");
    }

    // Ids of events have at most 200 characters; the digest alone tells files apart.
    private static TriggerEvent Event(PayrollImport import)
    {
        var run = import.Run?.RunId ?? "invalid";
        return new TriggerEvent($"{import.ContentHash}:{(run.Length > 120 ? run[..120] : run)}", import, run.Length > 120 ? run[..120] : run);
    }
}
