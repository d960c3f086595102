using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Conformance.Runs;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>What every webhook trigger has to keep to, so that nobody else starts workflows and no event is lost. Checked with the real engine.</summary>
public static class WebhookConformance
{
    private const string Path = "conformance";
    private const int Limit = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<Stage, CancellationToken, Task>> Checks = new(StringComparer.Ordinal)
    {
        ["An event starts one run, however often it is called"] = (stage, token) => stage.StartsOnceAsync(token),
        ["A wrong signature starts nothing"] = (stage, token) => stage.ForgedAsync(token),
        ["A call that is too old starts nothing"] = (stage, token) => stage.StaleAsync(token),
        ["What is no event is refused"] = (stage, token) => stage.NonsenseAsync(token),
        ["No secret is shown"] = (stage, token) => stage.SecretsAsync(token),
    };

    /// <summary>The names of the facts, for a theory over them.</summary>
    public static IReadOnlyList<string> Facts { get; } = [.. Checks.Keys];

    /// <summary>Checks a fact.</summary>
    /// <param name="subject">The trigger, its inputs but for the path, and how it is called.</param>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">The fact does not hold, or cannot be checked with what is given.</exception>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public static async Task CheckAsync(WebhookUnderTest subject, string fact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (!Checks.TryGetValue(fact, out var check))
            throw new ArgumentException($"There is no fact '{fact}'. There are: {string.Join("; ", Facts)}.", nameof(fact));
        await using var stage = await Stage.OpenAsync(subject, cancellationToken);
        await check(stage, cancellationToken);
    }

    private sealed class Stage(WebhookUnderTest subject, ConnectorTwin twin, WorkflowHarness harness, FakeTime time, ConformanceLog log) : IAsyncDisposable
    {
        public static async Task<Stage> OpenAsync(WebhookUnderTest subject, CancellationToken cancellationToken)
        {
            var twin = await subject.OpenTwinAsync(cancellationToken);
            var (time, log) = (new FakeTime(Begin), new ConformanceLog());
            var harness = await WorkflowHarness.StartAsync(
                [subject.Type],
                [subject.ConnectionType],
                services => services.AddSingleton<TimeProvider>(time).Configure<HttpOptions>(http => http.MaxRequestBytes = Limit)
                    .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)),
                cancellationToken);
            await harness.ConnectAsync(
                GivenInputs.Connection, subject.ConnectionType.GetCustomAttribute<ConnectionTypeAttribute>()!.Key, twin.FieldsAt(twin.Address), cancellationToken);
            await harness.PublishAsync(Workflow(subject), cancellationToken);
            return new Stage(subject, twin, harness, time, log);
        }

        public async Task StartsOnceAsync(CancellationToken cancellationToken)
        {
            var call = subject.Sign(time.GetUtcNow());
            await TakenAsync("called as it should be", call, cancellationToken);
            await ExpectRunsAsync("called as it should be", 1, cancellationToken);
            await TakenAsync("called once more with the same bytes", call, cancellationToken);
            time.Advance(TimeSpan.FromSeconds(1));
            await TakenAsync("called again with the same event, signed anew", subject.Sign(time.GetUtcNow()), cancellationToken);
            await ExpectRunsAsync("called three times with one event", 1, cancellationToken);
        }

        public async Task ForgedAsync(CancellationToken cancellationToken)
        {
            var call = subject.Sign(time.GetUtcNow());
            foreach (var header in call.Headers.Keys)
            {
                if (header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                    continue;
                await RefusedAsync($"called without the header {header}", call with { Headers = call.Headers.Where(other => other.Key != header).ToDictionary() }, cancellationToken);
                var value = call.Headers[header];
                await RefusedAsync($"called with another value of the header {header}", call with { Headers = With(header, value[..^1] + (value[^1] == '0' ? '1' : '0')) }, cancellationToken);
                await RefusedAsync($"called with an empty header {header}", call with { Headers = With(header, "") }, cancellationToken);
            }

            await RefusedAsync("called with a body that somebody changed", call with { Body = call.Body + " " }, cancellationToken);
            await ExpectRunsAsync("called with wrong signatures", 0, cancellationToken);

            Dictionary<string, string> With(string header, string value) => new(call.Headers) { [header] = value };
        }

        public async Task StaleAsync(CancellationToken cancellationToken)
        {
            if (subject.Lifetime is not { } lifetime)
                return;
            var call = subject.Sign(time.GetUtcNow());
            time.Advance(lifetime + TimeSpan.FromSeconds(2));
            await RefusedAsync($"called {lifetime} after the call was signed", call, cancellationToken);
            time.Advance(-2 * (lifetime + TimeSpan.FromSeconds(2)));
            await RefusedAsync($"called {lifetime} before the call was signed", call, cancellationToken);
            await ExpectRunsAsync("called too late and too early", 0, cancellationToken);
        }

        public async Task NonsenseAsync(CancellationToken cancellationToken)
        {
            if (subject.SignText is { } sign)
            {
                foreach (var body in new[] { "", "{", "null", "[]", "\"text\"", "{}", "<a/>" })
                    await RefusedAsync($"called with a signed body that is no event ('{body}')", sign(body, time.GetUtcNow()), cancellationToken);
            }

            var good = subject.Sign(time.GetUtcNow());
            await RefusedAsync($"called with more than {Limit} bytes", good with { Body = new string(' ', Limit + 1) }, cancellationToken);
            await ExpectRunsAsync("called with what is no event", 0, cancellationToken);
        }

        public async Task SecretsAsync(CancellationToken cancellationToken)
        {
            var fields = twin.FieldsAt(twin.Address);
            using var connected = new Connected(subject.ConnectionType, fields, time);
            if (connected.Secrets.IsEmpty)
                throw Wrong("with the fields that are given", "the connection has no secret of more than three characters, so nothing could be found. Give it one.");
            var call = subject.Sign(time.GetUtcNow());
            var forged = call with { Headers = call.Headers.ToDictionary(header => header.Key, header => header.Value + "0") };
            foreach (var sent in new[] { call, forged, call with { Body = call.Body + " " } })
                Check("the answer", (await CallAsync(sent, cancellationToken)).Body);
            foreach (var run in await RunsAsync(cancellationToken))
            {
                Check("the run", run.Checkpoint.GetRawText());
                foreach (var execution in run.Executions)
                    Check("the journal", execution.Details is { } details ? Encoding.UTF8.GetString(details.Span) : "");
            }

            foreach (var line in log.Lines)
                Check("the log", line);

            void Check(string place, string text)
            {
                if (connected.Secrets.FindIn(text) is { } field)
                    throw Wrong("called", $"{place} shows the secret '{field}'. Reveal secrets only where signatures are computed.");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await harness.DisposeAsync();
            await twin.DisposeAsync();
            log.Dispose();
        }

        private static string Workflow(WebhookUnderTest subject)
        {
            var descriptor = DescriptorFactory.Describe(subject.Type);
            var trigger = new JsonObject
            {
                ["id"] = "trigger", ["name"] = "trigger", ["type"] = descriptor.TypeName, ["version"] = descriptor.Version,
                ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
            };
            var inputs = JsonSerializer.SerializeToNode(subject.Inputs, WorkflowJson.Options)!.AsObject();
            inputs[nameof(WebhookTrigger.Path)] = Path;
            if (descriptor.Inputs.Any(input => input.Name == subject.ConnectionInput))
                inputs[subject.ConnectionInput] = GivenInputs.Connection;
            foreach (var (name, value) in inputs)
            {
                var isText = value?.GetValueKind() == JsonValueKind.String;
                trigger[JsonNamingPolicy.CamelCase.ConvertName(name)] = new JsonObject
                {
                    ["typeName"] = "Object",
                    ["expression"] = new JsonObject { ["type"] = isText ? "Literal" : "Object", ["value"] = isText ? value!.GetValue<string>() : value?.ToJsonString() ?? "null" },
                };
            }

            return new JsonObject
            {
                ["definitionId"] = Path, ["name"] = Path,
                ["root"] = new JsonObject { ["id"] = "Steps", ["name"] = "Steps", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(trigger) },
            }.ToJsonString();
        }

        private Task<WebhookReply> CallAsync(SignedCall call, CancellationToken cancellationToken) => harness.CallWebhookAsync(Path, call.Body, call.Headers, cancellationToken);

        private async Task TakenAsync(string where, SignedCall call, CancellationToken cancellationToken)
        {
            if (await CallAsync(call, cancellationToken) is { Status: < 200 or >= 300 } reply)
                throw Wrong(where, $"it answers {reply.Status} ({reply.Body}). It has to take the call; an event that was taken before starts nothing by itself.");
        }

        private async Task RefusedAsync(string where, SignedCall call, CancellationToken cancellationToken)
        {
            if (await CallAsync(call, cancellationToken) is { Status: < 400 or >= 500 } reply)
                throw Wrong(where, $"it answers {reply.Status}. It has to refuse the call with a status from 400 to 499: whoever calls must neither believe that it was taken nor send it again.");
        }

        private async Task ExpectRunsAsync(string where, int count, CancellationToken cancellationToken)
        {
            if (await RunsAsync(cancellationToken) is var runs && runs.Count != count)
                throw Wrong(where, $"it has started {runs.Count} runs instead of {count}. Give each event the id that the other system has for it, and check who calls before anything else.");
        }

        private async Task<IReadOnlyList<WorkflowRun>> RunsAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await harness.RunsAsync(Path, cancellationToken).WaitAsync(Patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw Wrong("called", $"it has started a run that does not come to its end within {Patience.TotalSeconds:0} s. Let Execute complete.");
            }
        }

        private ConformanceException Wrong(string where, string what) => new($"{subject.Type.Name}: {where}, {what}");
    }
}
