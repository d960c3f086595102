using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Conformance.Lines;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>What holds of the effects of activities, run by the real engine with its durable steps and further attempts.</summary>
internal static class EffectFacts
{
    private static readonly (LineFault Fault, string Words)[] Losses =
    [
        (LineFault.LostBefore, "breaks off before it arrives"),
        (LineFault.LostAfter, "breaks off after it was carried out"),
        (LineFault.ErrorAfter, "is answered 500 although it was carried out"),
        (LineFault.Truncated, "is carried out and answered with half of its answer"),
        (LineFault.Garbage, "is carried out and answered with a page for people"),
    ];

    public static async Task LostAnswersAsync(ActivityUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new ActivityProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        var (calls, effects) = await LearnAsync(probe, stage, cancellationToken);
        await using var harness = await HarnessAsync(subject, null, cancellationToken);
        for (var call = 1; call <= calls.Count; call++)
        {
            foreach (var (fault, words) in Losses)
            {
                var before = stage.Twin.CountEffects();
                stage.Line.Plan(fault, call);
                var result = await RunAsync(harness, subject, stage, $"{fault}-{call}", cancellationToken);
                var made = stage.Twin.CountEffects() - before;
                var where = $"when call {call} ({calls[call - 1]}) {words}";
                if (result.Failure is null && made != effects)
                    throw probe.Wrong(where, $"it succeeds with {Times(made)} instead of {Times(effects)}. Send the idempotency key, or let GetEffect say Reconcilable and look the effect up in ReconcileAsync; throw OutcomeUnknown where an answer was lost.");
                if (result.FailureKind is FailureKind.OutcomeUnknown && made > effects)
                    throw probe.Wrong(where, $"it ends as OutcomeUnknown after {Times(made)} instead of at most {Times(effects)}. Never send again what may have arrived, unless the system knows the idempotency key.");
                if (result.FailureKind is { } kind and not FailureKind.OutcomeUnknown && made > 0)
                    throw probe.Wrong(where, $"it says that it failed ({kind}: {result.Failure}), but {Times(made)} took place. Throw OutcomeUnknown where an answer was lost.");
            }
        }
    }

    /// <summary>What a crash leaves is an attempt that was begun: the engine settles it as <see cref="Activity.GetEffect"/> says.</summary>
    public static async Task CrashesAsync(ActivityUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new ActivityProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        var (calls, effects) = await LearnAsync(probe, stage, cancellationToken);
        for (var call = 1; call <= calls.Count; call++)
        {
            using var connected = new Connected(subject.ConnectionType, stage.Fields, TimeProvider.System);
            var number = ActivityProbe.NewRun();
            var before = stage.Twin.CountEffects();
            // The server is gone right after the call was carried out: no later call of this attempt arrives, and nobody sees its answer.
            stage.Line.Plan(call == calls.Count ? LineFault.None : LineFault.LostBefore, call + 1, isLasting: true);
            var first = probe.Begin(connected, number, 1, cancellationToken);
            try
            {
                await first.ExecuteAsync();
            }
            catch (Exception interrupted) when (interrupted is not ConformanceException && call < calls.Count)
            {
                // It knows that it was interrupted; the server that would have heard of it is gone.
            }

            stage.Line.Plan(LineFault.None);
            using var other = new Connected(subject.ConnectionType, stage.Fields, TimeProvider.System);
            var second = probe.Begin(other, number, 2, cancellationToken);
            var where = $"after a crash behind call {call} ({calls[call - 1]})";
            var isSettled = await SettleAsync(second);
            var made = stage.Twin.CountEffects() - before;
            if (isSettled ? made != effects : made > effects)
                throw probe.Wrong(where, $"the step is settled ({second.Effect}) with {Times(made)} instead of {Times(effects)}. Send the idempotency key with each attempt, or find the effect by it in ReconcileAsync.");
            if (isSettled && call == calls.Count)
                CheckSame(probe, where, first, second);
        }
    }

    public static async Task SecretsInRunsAsync(ActivityUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new ActivityProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        var calls = await probe.LearnAsync(stage, cancellationToken);
        using var log = new ConformanceLog();
        await using var harness = await HarnessAsync(subject, log, cancellationToken);
        using var connected = new Connected(subject.ConnectionType, stage.Fields, TimeProvider.System);
        for (var call = 0; call <= calls.Count; call++)
        {
            stage.Line.Plan(call == 0 ? LineFault.None : LineFault.Echo, Math.Max(call, 1));
            var result = await RunAsync(harness, subject, stage, $"secrets-{call}", cancellationToken);
            var where = call == 0 ? "run where nothing goes wrong" : $"run with an answer to call {call} ({calls[call - 1]}) that repeats the request";
            var letters = await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = result.Run.Instance.Id }, cancellationToken);
            (string Place, string Text)[] texts =
            [
                ("the checkpoint", result.Run.Checkpoint.GetRawText()),
                .. result.Run.Executions.Select(execution => ("the journal", execution.Details is { } details ? Encoding.UTF8.GetString(details.Span) : "")),
                .. letters.Select(letter => ("the dead letter", $"{letter.Message} {Encoding.UTF8.GetString(letter.Attempts.Span)}")),
                .. log.Lines.Select(line => ("the log", line)),
            ];
            foreach (var (place, text) in texts)
            {
                if (connected.Secrets.FindIn(text) is { } field)
                    throw probe.Wrong(where, $"{place} shows the secret '{field}'. Reveal secrets only where they are sent, and never encode them for people.");
            }
        }
    }

    private static async Task<(IReadOnlyList<string> Calls, int Effects)> LearnAsync(ActivityProbe probe, ConformanceStage stage, CancellationToken cancellationToken)
    {
        var before = stage.Twin.CountEffects();
        var calls = await probe.LearnAsync(stage, cancellationToken);
        var effects = stage.Twin.CountEffects() - before;
        if (effects > 0 && !probe.ChangesThings)
            throw probe.Wrong("run once", $"{Times(effects)} took place, but GetEffect says None. Let it say what the step does, so that it is made a durable one.");
        if (effects == 0 && probe.ChangesThings)
            throw probe.Wrong("run once", $"no effect took place, but GetEffect says {probe.Effect}. Give the twin a CountEffects, and inputs with which something is changed.");
        return (calls, effects);
    }

    /// <returns>Whether the step has ended; where nobody can tell, a person decides.</returns>
    private static async Task<bool> SettleAsync(SingleRun second)
    {
        switch (second.Effect)
        {
            case EffectKind.Unrepeatable:
                return false;
            case EffectKind.Reconcilable:
                var found = await second.ReconcileAsync();
                if (found != Reconciliation.NotApplied)
                    return found == Reconciliation.Applied;
                break;
        }

        await second.ExecuteAsync();
        return true;
    }

    private static void CheckSame(ActivityProbe probe, string where, SingleRun first, SingleRun second)
    {
        if (!first.Outcomes.SequenceEqual(second.Outcomes))
            throw probe.Wrong(where, $"the step that is settled leaves by '{string.Join(", ", second.Outcomes)}' and not by '{string.Join(", ", first.Outcomes)}'. Complete with the same outcome in ReconcileAsync.");
        if (first.Outputs.Keys.Except(second.Outputs.Keys).ToList() is { Count: > 0 } missing)
            throw probe.Wrong(where, $"the step that is settled does not set the output '{missing[0]}'. Set the same outputs in ReconcileAsync.");
    }

    private static Task<WorkflowHarness> HarnessAsync(ActivityUnderTest subject, ConformanceLog? log, CancellationToken cancellationToken) => WorkflowHarness.StartAsync(
        [subject.Type],
        [subject.ConnectionType],
        services =>
        {
            services.Configure<RetryOptions>(retry => (retry.MaxAttempts, retry.FirstDelay) = (4, TimeSpan.FromMilliseconds(2)));
            if (log is not null)
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        },
        cancellationToken);

    /// <summary>Runs the activity by the engine, with a connection of its own: no pause or breaker is left from a run before.</summary>
    private static async Task<ActivityResult> RunAsync(WorkflowHarness harness, ActivityUnderTest subject, ConformanceStage stage, string name, CancellationToken cancellationToken)
    {
        var descriptor = DescriptorFactory.Describe(subject.Type);
        await harness.ConnectAsync(name, subject.ConnectionType.GetCustomAttribute<ConnectionTypeAttribute>()!.Key, stage.Fields, cancellationToken);
        var inputs = new JsonObject();
        foreach (var (input, value) in JsonSerializer.SerializeToNode(subject.InputsOf(ActivityProbe.NewRun()), WorkflowJson.Options) as JsonObject ?? [])
            inputs[JsonNamingPolicy.CamelCase.ConvertName(input)] = value?.DeepClone();
        if (descriptor.Inputs.Any(input => input.Name == subject.ConnectionInput))
            inputs[JsonNamingPolicy.CamelCase.ConvertName(subject.ConnectionInput)] = name;
        return await harness.RunActivityAsync(descriptor.TypeName, inputs, cancellationToken);
    }

    private static string Times(int effects) => effects switch
    {
        0 => "no effect",
        1 => "one effect",
        _ => $"{effects} effects",
    };
}
