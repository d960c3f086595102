using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Conformance.Lines;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>What holds of everything that calls a system.</summary>
internal static class CallFacts
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(1);

    private static readonly FailureKind[] Passing = [FailureKind.Transient];
    private static readonly FailureKind[] Lost = [FailureKind.Transient, FailureKind.OutcomeUnknown];
    private static readonly FailureKind[] Unreadable = [FailureKind.Transient, FailureKind.OutcomeUnknown, FailureKind.InvalidData, FailureKind.Misconfigured];

    public static async Task CancellationAsync(Probe probe, CancellationToken cancellationToken)
    {
        await using var stage = await ConformanceStage.OpenAsync(probe.Subject, cancellationToken);
        var calls = await probe.LearnAsync(stage, cancellationToken);
        for (var call = 1; call <= calls.Count; call++)
        {
            var where = $"cancelled while call {call} ({calls[call - 1]}) hangs";
            var hung = stage.Line.HangAsync(call);
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var run = probe.RunAsync(stage.Fields, null, cancelled.Token);
            if (await Task.WhenAny(hung, run) == run)
                throw probe.Wrong(where, $"it ends before that call is made: {(await run).Failure?.Message ?? "it succeeds"} Let it make the same calls each time.");
            await cancelled.CancelAsync();
            try
            {
                var failure = (await run.WaitAsync(Soon, cancellationToken)).Failure;
                if (failure is null)
                    throw probe.Wrong(where, "it succeeds. Let the cancellation through.");
                if (failure is not OperationCanceledException)
                    throw probe.Wrong(where, $"it says that it failed ({failure.GetType().Name}: {failure.Message}). Let an OperationCanceledException pass where the cancellation token is cancelled.");
            }
            catch (TimeoutException)
            {
                throw probe.Wrong(where, $"it goes on for more than {Soon.TotalSeconds:0} s. Pass the cancellation token on to every call.");
            }
        }
    }

    public static async Task KindsAsync(Probe probe, CancellationToken cancellationToken)
    {
        await using var stage = await ConformanceStage.OpenAsync(probe.Subject, cancellationToken);
        var calls = await probe.LearnAsync(stage, cancellationToken);
        for (var call = 1; call <= calls.Count; call++)
        {
            var lost = probe.ChangesThings ? Lost : Passing;
            await CheckAsync(LineFault.Unauthorized, "is answered 401", [FailureKind.Unauthorized]);
            await CheckAsync(LineFault.Forbidden, "is answered 403", [FailureKind.Unauthorized]);
            await CheckAsync(LineFault.Busy, $"is answered 429 with Retry-After: {FaultyLine.RetryAfterSeconds}", [FailureKind.RateLimited]);
            await CheckAsync(LineFault.Unavailable, "is answered 503", lost);
            await CheckAsync(LineFault.LostBefore, "breaks off", lost);
            await CheckAsync(LineFault.Truncated, "is answered with half of its answer", lost);
            await CheckAsync(LineFault.Garbage, "is answered with a page for people", Unreadable);
            await CheckAsync(LineFault.Hang, "is not answered in time", lost, ShortTimeout);

            async Task CheckAsync(LineFault fault, string what, FailureKind[] kinds, TimeSpan? timeout = null)
            {
                var before = stage.Twin.CountEffects();
                stage.Line.Plan(fault, call, isLasting: true);
                var seen = await probe.RunAsync(stage.Fields, timeout, cancellationToken);
                // What was changed by then decides: any other kind says that nothing was.
                if (stage.Twin.CountEffects() > before)
                    kinds = probe.IsRepeatable ? [.. kinds, FailureKind.OutcomeUnknown] : [FailureKind.OutcomeUnknown];
                Check(probe, $"when call {call} ({calls[call - 1]}) {what}", seen.Failure, kinds);
            }
        }

        // Nobody listens at an address from which a line has just been taken away.
        var closed = await FaultyLine.OpenAsync(stage.Twin.Address, cancellationToken);
        var address = closed.Address;
        await closed.DisposeAsync();
        var refused = await probe.RunAsync(stage.Twin.FieldsAt(address), null, cancellationToken);
        Check(probe, "when the system cannot be reached at all, so that nothing was sent", refused.Failure, Passing);
    }

    public static async Task SecretsAsync(Probe probe, CancellationToken cancellationToken)
    {
        await using var stage = await ConformanceStage.OpenAsync(probe.Subject, cancellationToken);
        var calls = await probe.LearnAsync(stage, cancellationToken);
        stage.Line.Plan(LineFault.None);
        var good = await probe.RunAsync(stage.Fields, null, cancellationToken);
        if (good.Secrets.IsEmpty)
            throw probe.Wrong("with the fields that are given", "the connection has no secret of more than three characters, so nothing could be found. Give it one.");
        Check(probe, "where nothing goes wrong", good);
        for (var call = 1; call <= calls.Count; call++)
        {
            foreach (var fault in new[] { LineFault.Unauthorized, LineFault.Unavailable, LineFault.LostBefore, LineFault.Garbage, LineFault.Echo })
            {
                stage.Line.Plan(fault, call, isLasting: true);
                Check(probe, $"with {Words(fault)} at call {call} ({calls[call - 1]})", await probe.RunAsync(stage.Fields, null, cancellationToken));
            }
        }

        foreach (var fault in new[] { LineFault.None, LineFault.Unauthorized, LineFault.Unavailable, LineFault.Garbage, LineFault.Echo })
        {
            stage.Line.Plan(fault, 1, isLasting: true);
            Check(probe, $"in the connection's test call, with {Words(fault)}", await TestAsync(probe, stage.Fields, cancellationToken));
        }
    }

    private static async Task<Seen> TestAsync(Probe probe, object fields, CancellationToken cancellationToken)
    {
        using var connected = new Connected(probe.Subject.ConnectionType, fields, TimeProvider.System);
        try
        {
            var result = await connected.Connection.TestUntypedAsync(connected.Client, cancellationToken);
            return new Seen(null, [("the result", result.Message), .. ActivityProbe.Common(connected)], connected.Secrets);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new Seen(failure, [.. ActivityProbe.Common(connected)], connected.Secrets);
        }
    }

    // What the other system says, the engine redacts before it stores or shows it; what the connector says by itself has to be fit to be read.
    private static void Check(Probe probe, string where, Seen seen)
    {
        var texts = seen.Texts.ToList();
        for (var failure = seen.Failure; failure is not null; failure = failure.InnerException)
            texts.Add(("the text of its failure", failure is ActivityException { VendorMessage: { Length: > 0 } words } ? failure.Message.Replace(words, "", StringComparison.Ordinal) : failure.Message));
        foreach (var (place, text) in texts)
        {
            if (seen.Secrets.FindIn(text) is { } field)
                throw probe.Wrong(where, $"{place} shows the secret '{field}'. Reveal secrets only where they are sent.");
        }
    }

    private static void Check(Probe probe, string where, Exception? failure, FailureKind[] kinds)
    {
        var wanted = string.Join(" or ", kinds);
        switch (failure)
        {
            case null:
                throw probe.Wrong(where, $"it goes on as if nothing had happened. It has to fail with kind {wanted}.");
            case not ActivityException:
                throw probe.Wrong(where, $"it lets a {failure.GetType().Name} out ({failure.Message}), which the engine takes to be {FailureClassifier.KindOf(failure)}. Throw an ActivityException of kind {wanted} that says what happened and what to do.");
        }

        var known = (ActivityException)failure;
        if (!kinds.Contains(known.Kind))
            throw probe.Wrong(where, $"it fails with kind {known.Kind} ({known.Message}). It has to be {wanted}.");
        if (!known.Message.Contains(probe.Subject.SystemName, StringComparison.OrdinalIgnoreCase))
            throw probe.Wrong(where, $"the text of its failure does not say where ('{known.Message}'). It has to name the {probe.Subject.SystemName}.");
        if (known.Kind == FailureKind.RateLimited && known.RetryAfter is not { TotalSeconds: > FaultyLine.RetryAfterSeconds - 1 and <= FaultyLine.RetryAfterSeconds })
            throw probe.Wrong(where, $"its pause is {known.RetryAfter?.ToString() ?? "not given"}. Put what the system asks for in RetryAfter.");
    }

    private static string Words(LineFault fault) => fault switch
    {
        LineFault.None => "no fault",
        LineFault.Unauthorized => "the answer 401",
        LineFault.Unavailable => "the answer 503",
        LineFault.LostBefore => "the line broken",
        LineFault.Garbage => "a page for people",
        _ => "an answer that repeats the request",
    };
}
