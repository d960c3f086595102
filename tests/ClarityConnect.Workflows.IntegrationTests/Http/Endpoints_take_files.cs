using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

[Collection(typeof(ServerTests))]
public sealed class Endpoints_take_files(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task M114_files_have_name_size_type_and_content()
    {
        using var client = await PublishAsync(HttpDrawings.Echo(
            "files",
            HttpDrawings.Endpoint("files", "POST"),
            "({ files: getOutputFrom('in', 'Files'), first: getOutputFrom('in', 'File').fileName, fields: getOutputFrom('in', 'ParsedContent'), request: getOutputFrom('in').files })"));
        using var form = new MultipartFormDataContent { { new StringContent("May"), "month" } };
        form.Add(Part([1, 2, 250], "application/pdf"), "report", "may.pdf");
        form.Add(Part("a;4111111111111111;b"u8, "text/csv"), "list", @"C:\data\list.csv");

        using var response = await client.PostAsync("/workflows/files", form, Token);

        var seen = await response.JsonOfAsync();
        seen["files"]![0]!.ToJsonString().ShouldBe("""{"name":"report","fileName":"may.pdf","contentType":"application/pdf","length":3,"content":"AQL6"}""");
        seen["files"]![1]!["fileName"]!.GetValue<string>().ShouldBe("list.csv");
        Encoding.UTF8.GetString(Convert.FromBase64String(seen["files"]![1]!["content"]!.GetValue<string>())).ShouldBe("a;411111******1111;b");
        seen["first"]!.GetValue<string>().ShouldBe("may.pdf");
        seen["fields"]!["month"]!.GetValue<string>().ShouldBe("May");
        seen["request"]!.AsArray().ShouldAllBe(file => !file!.AsObject().ContainsKey("content"));
    }

    [Fact]
    public async Task A_body_that_is_neither_text_nor_form_is_a_file()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("raw-file", HttpDrawings.Endpoint("raw-file", "PUT"), "getOutputFrom('in', 'File')"));
        using var content = Part([0, 255, 128], "image/png");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "dot.png" };

        using var response = await client.PutAsync("/workflows/raw-file", content, Token);

        (await response.JsonOfAsync()).ToJsonString().ShouldBe("""{"name":"","fileName":"dot.png","contentType":"image/png","length":3,"content":"AP\u002BA"}""");
    }

    [Theory]
    [InlineData("ok.pdf", "application/pdf", 10, HttpStatusCode.OK)]
    [InlineData("ok.pdf", "application/pdf", 11, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("bad.exe", "application/pdf", 10, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("other.txt", "application/pdf", 10, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("wrong.pdf", "text/html", 10, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("PICTURE.PNG", "image/png", 10, HttpStatusCode.OK)]
    public async Task Files_that_break_a_rule_are_refused_and_start_nothing(string name, string type, int size, HttpStatusCode expected)
    {
        using var client = await PublishAsync(HttpDrawings.Echo("rules", Ruled("rules"), "'taken'"));
        var before = await CountAsync("rules");

        using var response = await client.PostAsync("/workflows/rules", Form(name, type, size), Token);

        response.StatusCode.ShouldBe(expected);
        (await CountAsync("rules")).ShouldBe(before + (expected == HttpStatusCode.OK ? 1 : 0));
    }

    [Theory]
    [InlineData("ok.pdf", "application/pdf", 10, "done")]
    [InlineData("ok.pdf", "application/pdf", 11, "File too large")]
    [InlineData("bad.exe", "application/pdf", 10, "Invalid file extension")]
    [InlineData("wrong.pdf", "text/html", 10, "Invalid file MIME type")]
    public async Task M114_files_that_break_a_rule_take_the_exposed_port(string name, string type, int size, string expected)
    {
        var endpoint = Ruled("exposed")
            .With("exposeFileTooLargeOutcome", true).With("exposeInvalidFileExtensionOutcome", true).With("exposeInvalidFileMimeTypeOutcome", true);
        using var client = await PublishAsync(HttpDrawings.Graph(
            "exposed",
            [
                endpoint, HttpDrawings.Answer("done", "'done'"), HttpDrawings.Answer("large", "'File too large'", "413"),
                HttpDrawings.Answer("extension", "'Invalid file extension'", "415"), HttpDrawings.Answer("type", "'Invalid file MIME type'", "415"),
            ],
            ("in", "Done", "done"), ("in", "File too large", "large"), ("in", "Invalid file extension", "extension"), ("in", "Invalid file MIME type", "type")));

        using var response = await client.PostAsync("/workflows/exposed", Form(name, type, size), Token);

        (await response.Content.ReadAsStringAsync(Token)).ShouldBe(expected);
        ((int)response.StatusCode).ShouldBe(expected switch { "done" => 200, "File too large" => 413, _ => 415 });
    }

    [Fact]
    public async Task A_waiting_endpoint_keeps_its_rules()
    {
        var waiting = Ruled("waiting-rules/go");
        waiting["id"] = "wait";
        waiting.Remove("customProperties");
        using var client = await PublishAsync(Drawings.Flowchart(
            "waiting-rules", HttpDrawings.Endpoint("waiting-rules/start"), HttpDrawings.Answer("began", "getWorkflowInstanceId()"), waiting, HttpDrawings.Answer("went", "getOutputFrom('wait', 'File').fileName")));
        var id = await client.GetStringAsync("/workflows/waiting-rules/start", Token);

        using var refused = await client.PostAsync($"/workflows/waiting-rules/go?workflowInstanceId={id}", Form("bad.exe", "application/pdf", 1), Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        using var taken = await client.PostAsync($"/workflows/waiting-rules/go?workflowInstanceId={id}", Form("good.pdf", "application/pdf", 1), Token);
        (await taken.Content.ReadAsStringAsync(Token)).ShouldBe("good.pdf");
    }

    [Fact]
    public async Task A_file_of_50_MB_comes_in_and_goes_out_within_bounded_memory()
    {
        const int Size = 50 * 1024 * 1024;
        using var client = await PublishAsync(Drawings.Flowchart(
            "large",
            HttpDrawings.Endpoint("large", "POST", ("requestSizeLimit", "Literal", "60000000"))
                .With("file", JsonNode.Parse("""{"typeName":"Object","memoryReference":{"id":"Upload"}}""")!),
            HttpDrawings.File("out", ("content", "Variable", """{"id":"Upload","name":"Upload"}""")))
            .With("variables", JsonNode.Parse("""[{"id":"Upload","name":"Upload","typeName":"Object"}]""")!));
        var bytes = new byte[Size];
        new Random(7).NextBytes(bytes);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(bytes), "file", "large.bin");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/large") { Content = form };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(Size);
        await using var body = await response.Content.ReadAsStreamAsync(Token);
        var hash = await System.Security.Cryptography.SHA256.HashDataAsync(body, Token);
        hash.ShouldBe(System.Security.Cryptography.SHA256.HashData(bytes));
        // The answer is sent before the burst is committed.
        using var administrator = await server.ClientAsync();
        await administrator.FinishedAsync(response.Headers.GetValues("x-elsa-workflow-instance-id").Single());
        // Pools of the process keep some of the buffers for a while, and other tests run in it too.
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8L * Size);
    }

    private static JsonObject Ruled(string path) => HttpDrawings.Endpoint(
        path, "POST",
        ("fileSizeLimit", "Literal", "10"), ("allowedFileExtensions", "Object", """[".pdf","png","exe"]"""), ("blockedFileExtensions", "Object", """["exe"]"""),
        ("allowedMimeTypes", "Object", """["application/pdf","image/*"]"""));

    private static MultipartFormDataContent Form(string name, string type, int size) => new() { { Part(new byte[size], type), "file", name } };

    private static ByteArrayContent Part(ReadOnlySpan<byte> bytes, string type)
    {
        var part = new ByteArrayContent(bytes.ToArray());
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        return part;
    }

    private async Task<int> CountAsync(string definitionId)
    {
        using var administrator = await server.ClientAsync();
        return (await administrator.GetJsonAsync($"/elsa/api/workflow-instances?definitionId={definitionId}"))["totalCount"]!.GetValue<int>();
    }

    private async Task<HttpClient> PublishAsync(JsonObject drawing)
    {
        using var administrator = await server.ClientAsync();
        await administrator.PublishAsync(drawing);
        return await server.ClientWithKeyAsync(null);
    }
}
