using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

public sealed class Workflows_send_requests : IAsyncLifetime
{
    private static readonly string[] _ports = ["200", "404", "Unmatched status code", "Failed to connect", "Timeout", "Done"];

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private WorkflowHarness harness = null!;
    private LoopbackServer receiver = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        receiver = await LoopbackServer.StartAsync();
        harness = await StartAsync(allowsPrivateAddresses: true);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Theory]
    [InlineData("Elsa.FlowSendHttpRequest", "/200", "200 Done")]
    [InlineData("Elsa.FlowSendHttpRequest", "/404", "404 Done")]
    [InlineData("Elsa.FlowSendHttpRequest", "/500", "Unmatched status code Done")]
    [InlineData("Elsa.FlowSendHttpRequest", "/204", "Unmatched status code Done")]
    [InlineData("Elsa.FlowSendHttpRequest", "nowhere", "Failed to connect")]
    [InlineData("Elsa.FlowSendHttpRequest", "/silence", "Timeout")]
    [InlineData("Elsa.DownloadHttpFile", "/200", "200 Done")]
    [InlineData("Elsa.DownloadHttpFile", "/404", "404 Done")]
    [InlineData("Elsa.DownloadHttpFile", "/500", "Unmatched status code Done")]
    [InlineData("Elsa.DownloadHttpFile", "nowhere", "Failed to connect")]
    [InlineData("Elsa.DownloadHttpFile", "/silence", "Timeout")]
    public async Task A_request_in_a_flowchart_leaves_by_the_port_of_what_came(string type, string path, string ports)
    {
        var run = await RunAsync(HttpDrawings.Graph(
            "ports",
            [Request(type, path, ("expectedStatusCodes", "Object", "[200, \"404\"]")), .. _ports.Select(port => Drawings.WriteLine(port, port))],
            [.. _ports.Select(port => ("send", port, port))]));

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.ShouldBe(_ports.Where(port => $" {ports} ".Contains($" {port} ", StringComparison.Ordinal)), ignoreOrder: true);
    }

    [Theory]
    [InlineData("/200", "expected|after")]
    [InlineData("/500", "unmatched|after")]
    [InlineData("nowhere", "failed|after")]
    [InlineData("/silence", "timeout|after")]
    public async Task A_request_with_slots_runs_the_slot_of_what_came_and_goes_on(string path, string lines)
    {
        var request = Request("Elsa.SendHttpRequest", path)
            .With("expectedStatusCodes", new JsonArray(new JsonObject { ["statusCode"] = 200, ["activity"] = Drawings.WriteLine("a", "expected") }))
            .With("unmatchedStatusCode", Drawings.WriteLine("b", "unmatched"))
            .With("failedToConnect", Drawings.WriteLine("c", "failed"))
            .With("timeout", Drawings.WriteLine("d", "timeout"));

        var run = await RunAsync(Drawings.Flowchart("slots", request, Drawings.WriteLine("after", "after")));

        run.Lines.ShouldBe(lines.Split('|'));
    }

    [Fact]
    public async Task Without_expected_codes_a_flowchart_goes_on_by_Done()
    {
        var run = await RunAsync(Drawings.Flowchart("no-codes", Request("Elsa.FlowSendHttpRequest", "/404", ("expectedStatusCodes", "Object", "[]")), Drawings.WriteLine("after", "after")));

        run.Lines.ShouldBe(["after"]);
    }

    [Fact]
    public async Task What_has_no_way_of_its_own_is_tried_again()
    {
        foreach (var status in (int[])[503, 429, 200])
            receiver.Sequence.Enqueue(status);

        var run = await RunAsync(Drawings.Flowchart("again", Request("Elsa.FlowSendHttpRequest", "/sequence"), Drawings.WriteLine("after", "after")));

        run.Lines.ShouldBe(["after"]);
        receiver.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("false", 1, "unmatched")]
    [InlineData("true", 3, "unmatched")]
    public async Task A_resilient_request_is_tried_again_before_its_port_is_taken(string isResilient, int requests, string line)
    {
        var run = await RunAsync(HttpDrawings.Graph(
            "resilient",
            [Request("Elsa.FlowSendHttpRequest", "/503", ("enableResiliency", "Literal", isResilient)), Drawings.WriteLine("line", "unmatched")],
            ("send", "Unmatched status code", "line")));

        run.Lines.ShouldBe([line]);
        receiver.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "key")]
    [InlineData("PUT", "key")]
    public async Task Only_writes_carry_an_idempotency_key_and_it_stays_the_same(string method, string? key)
    {
        foreach (var status in (int[])[503, 200])
            receiver.Sequence.Enqueue(status);

        await RunAsync(Drawings.Flowchart("keys", Request("Elsa.SendHttpRequest", "/sequence", ("method", "Literal", method), ("content", "Literal", "x"))));

        var keys = receiver.Requests.Select(request => request.Headers["Idempotency-Key"].ToString()).ToList();
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem().Length.ShouldBe(key is null ? 0 : 40);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_left_to_a_person()
    {
        var run = await RunAsync(Drawings.Flowchart("lost", Request("Elsa.FlowSendHttpRequest", "/silence", ("method", "Literal", "POST"))), InstanceStatus.Faulted);

        receiver.Requests.ShouldHaveSingleItem();
        (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter(), Token)).ShouldHaveSingleItem().Kind.ShouldBe(FailureKind.OutcomeUnknown);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", """{"name":"Jörg & Co","tag":["a","b"]}""", "name=J%C3%B6rg+%26+Co&tag=a&tag=b")]
    [InlineData("application/json", """{"a":1.50}""", """{"a":1.50}""")]
    [InlineData("", """{"a":1.50}""", """{"a":1.50}""")]
    [InlineData("text/csv", "\"a,b\"", "a,b")]
    [InlineData("", """{"fileName":"a.txt","contentType":"text/plain","content":"QUI="}""", "AB")]
    public async Task The_body_is_written_as_its_type_says(string contentType, string content, string expected)
    {
        await RunAsync(Drawings.Flowchart("bodies", Request(
            "Elsa.SendHttpRequest", "/200", ("method", "Literal", "POST"), ("content", "Object", content), ("contentType", "Literal", contentType))));

        receiver.Requests.Single().Body.ShouldBe(expected);
    }

    [Fact]
    public async Task A_form_with_files_has_a_part_for_each()
    {
        await RunAsync(Drawings.Flowchart("multipart", Request(
            "Elsa.FlowSendHttpRequest", "/200", ("method", "Literal", "POST"), ("contentType", "Literal", "multipart/form-data"),
            ("content", "JavaScript", "({ month: 'May', report: { fileName: 'may.csv', contentType: 'text/csv', content: 'YSxi' } })"))));

        var request = receiver.Requests.Single();
        request.Headers.ContentType.ToString().ShouldStartWith("multipart/form-data; boundary=");
        request.Body.ShouldContain("name=month");
        request.Body.ShouldContain("filename=may.csv");
        request.Body.ShouldContain("\r\n\r\na,b\r\n");
    }

    [Theory]
    [InlineData("Bearer abc", "false", true)]
    [InlineData("abc=:{}", "false", false)]
    [InlineData("abc=:{}", "true", true)]
    public async Task An_authorization_header_is_checked_unless_that_is_switched_off(string authorization, string isUnchecked, bool isSent)
    {
        await RunAsync(
            Drawings.Flowchart("authorization", Request(
                "Elsa.SendHttpRequest", "/200", ("authorization", "Literal", authorization), ("disableAuthorizationHeaderValidation", "Literal", isUnchecked),
                ("requestHeaders", "Object", """{"X-Kind":["a","b"],"Content-Language":"de"}"""))),
            isSent ? InstanceStatus.Finished : InstanceStatus.Faulted);

        receiver.Requests.Count.ShouldBe(isSent ? 1 : 0);
        if (isSent)
        {
            receiver.Requests.Single().Headers.Authorization.ToString().ShouldBe(authorization);
            receiver.Requests.Single().Headers["X-Kind"].ToString().ShouldBe("a, b");
        }
    }

    [Theory]
    [InlineData("/reports/may.pdf", "may.pdf", "application/pdf", "AP+A", "\"v7\"")]
    [InlineData("/attachment", "sent as.csv", "text/csv", "YSxi", null)]
    public async Task A_downloaded_file_has_its_name_type_and_content(string path, string name, string type, string content, string? tag)
    {
        var run = await RunAsync(Drawings.Flowchart("download", Request("Elsa.DownloadHttpFile", path)));

        var outputs = WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == "send"), "outputs")!.Value;
        var file = outputs.GetProperty("Result");
        file.GetProperty("fileName").GetString().ShouldBe(name);
        file.GetProperty("contentType").GetString().ShouldBe(type);
        file.GetProperty("content").GetString().ShouldBe(content);
        file.GetProperty("eTag").GetString().ShouldBe(tag);
        outputs.GetProperty("ResponseContentBytes").GetString().ShouldBe(content);
        outputs.GetProperty("ResponseContentStream").GetString().ShouldBe(content);
        outputs.GetProperty("StatusCode").GetInt32().ShouldBe(200);
        outputs.GetProperty("Response").GetProperty("statusCode").GetInt32().ShouldBe(200);
        outputs.GetProperty("ResponseHeaders").TryGetProperty("Date", out _).ShouldBeTrue();
        outputs.GetProperty("ResponseContentHeaders").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task A_download_sends_its_content_by_either_of_its_names()
    {
        foreach (var name in (string[])["requestContent", "content"])
            await RunAsync(Drawings.Flowchart($"post-{name}", Request("Elsa.DownloadHttpFile", "/200", ("method", "Literal", "POST"), (name, "Literal", "wanted"))));

        receiver.Requests.Select(request => request.Body).ShouldBe(["wanted", "wanted"]);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_asked_for_again()
    {
        await RunAsync(Drawings.Flowchart("too-large", Request("Elsa.DownloadHttpFile", "/large")), InstanceStatus.Faulted);

        receiver.Requests.ShouldHaveSingleItem();
        (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter(), Token)).ShouldHaveSingleItem().Message.ShouldContain("2000 bytes");
    }

    [Theory]
    [InlineData("Elsa.SendHttpRequest")]
    [InlineData("Elsa.FlowSendHttpRequest")]
    [InlineData("Elsa.DownloadHttpFile")]
    public async Task The_own_network_is_out_of_reach_unless_it_is_allowed(string type)
    {
        await harness.DisposeAsync();
        harness = await StartAsync(allowsPrivateAddresses: false);

        await RunAsync(Drawings.Flowchart("guarded", Request(type, "/200")), InstanceStatus.Faulted);

        receiver.Requests.ShouldBeEmpty();
        (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter(), Token)).ShouldHaveSingleItem().Kind.ShouldBe(FailureKind.Misconfigured);
    }

    /// <summary>An activity "send"; a path "nowhere" is a port at which nobody listens.</summary>
    private JsonObject Request(string type, string path, params (string Name, string Type, string Value)[] inputs) =>
        Drawings.Activity("send", type, [("url", "Literal", path == "nowhere" ? $"http://127.0.0.1:{FreePort()}/" : receiver.Address + path), .. inputs]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<WorkflowRun> RunAsync(JsonObject drawing, InstanceStatus expected = InstanceStatus.Finished)
    {
        await harness.PublishAsync(drawing.ToJsonString(), Token);
        var run = await harness.RunAsync(drawing["definitionId"]!.GetValue<string>(), null, Token);
        return run.Instance.Status == expected ? run : await harness.WaitForAsync(run.Instance.Id, expected, Token);
    }

    private Task<WorkflowHarness> StartAsync(bool allowsPrivateAddresses) => WorkflowHarness.StartAsync(
        configure: services => services
            .Configure<HttpOptions>(http =>
            {
                http.AllowPrivateAddresses = allowsPrivateAddresses;
                http.SendTimeout = TimeSpan.FromMilliseconds(500);
                http.MaxResponseBytes = 2000;
            })
            .Configure<RetryOptions>(retry =>
            {
                retry.MaxAttempts = 3;
                retry.FirstDelay = TimeSpan.FromMilliseconds(5);
            }),
        cancellationToken: Token);
}
