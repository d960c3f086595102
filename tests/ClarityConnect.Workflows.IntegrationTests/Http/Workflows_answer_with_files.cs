using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

[Collection(typeof(ServerTests))]
public sealed class Workflows_answer_with_files(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text", "'Hello'", "", "", "text/plain", "file.txt", "48656c6c6f")]
    [InlineData("csv", "'a,b'", "", "list.csv", "text/csv", "list.csv", "612c62")]
    [InlineData("base64", "'AP+A'", "", "dot.png", "image/png", "dot.png", "00ff80")]
    [InlineData("not-base64", "'AP+A'", "text/html", "dot.png", "text/html", "dot.png", "41502b41")]
    [InlineData("data-uri", "'data:image/gif;base64,AP+A'", "", "", "image/gif", "file.bin", "00ff80")]
    [InlineData("file", "({ fileName: 'a.pdf', contentType: 'application/pdf', content: 'AP+A' })", "", "", "application/pdf", "a.pdf", "00ff80")]
    [InlineData("list-of-one", "[{ fileName: 'a.pdf', content: 'AP+A' }]", "", "b.pdf", "application/pdf", "b.pdf", "00ff80")]
    [InlineData("object", "({ total: 1 })", "", "total.json", "application/json", "total.json", "7b22746f74616c223a317d")]
    public async Task Each_kind_of_content_becomes_a_file(string name, string content, string contentType, string fileName, string type, string sentAs, string hex)
    {
        using var client = await PublishAsync($"file-{name}", ("content", "JavaScript", content), ("contentType", "Literal", contentType), ("filename", "Literal", fileName), ("entityTag", "Literal", "v1"));

        using var response = await client.GetAsync($"/workflows/file-{name}", Token);

        Convert.ToHexStringLower(await response.Content.ReadAsByteArrayAsync(Token)).ShouldBe(hex);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe(sentAs);
        response.Headers.ETag!.Tag.ShouldBe("\"v1\"");
        response.Headers.AcceptRanges.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_files_become_a_zip_and_none_no_content()
    {
        using var client = await PublishAsync("zip", ("content", "JavaScript", "[{ fileName: 'a.txt', content: 'QQ==' }, { fileName: 'a.txt', content: 'Qg==' }, 'third']"));
        using var nothing = await PublishAsync("zip-none", ("content", "JavaScript", "[]"));

        using var response = await client.GetAsync("/workflows/zip", Token);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("download.zip");
        using var archive = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(Token)));
        archive.Entries.Select(entry => entry.FullName).ShouldBe(["a.txt", "a (2).txt", "file-3"]);
        using var second = new StreamReader(archive.Entries[1].Open());
        (await second.ReadToEndAsync(Token)).ShouldBe("B");
        using var none = await nothing.GetAsync("/workflows/zip-none", Token);
        none.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_where_it_stopped()
    {
        using var client = await PublishAsync("resumable", ("content", "JavaScript", "'0123456789'"), ("enableResumableDownloads", "Literal", "true"));

        using var whole = await client.GetAsync("/workflows/resumable", Token);
        whole.Headers.AcceptRanges.ShouldBe(["bytes"]);
        using var rest = await RangeAsync(client, "/workflows/resumable", 6, null, whole.Headers.ETag!.Tag);
        rest.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        rest.Content.Headers.ContentRange!.ToString().ShouldBe("bytes 6-9/10");
        (await rest.Content.ReadAsStringAsync(Token)).ShouldBe("6789");
        using var middle = await RangeAsync(client, "/workflows/resumable", 2, 3, null);
        (await middle.Content.ReadAsStringAsync(Token)).ShouldBe("23");
        using var changed = await RangeAsync(client, "/workflows/resumable", 6, null, "\"other\"");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsStringAsync(Token)).ShouldBe("0123456789");
        using var beyond = await RangeAsync(client, "/workflows/resumable", 10, null, null);
        beyond.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/workflows/resumable");
        request.Headers.IfNoneMatch.Add(whole.Headers.ETag);
        using var known = await client.SendAsync(request, Token);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_download_with_a_correlation_id_goes_on_with_the_bytes_that_it_began_with()
    {
        using var client = await PublishAsync(
            "correlated", ("content", "JavaScript", "getWorkflowInstanceId()"), ("enableResumableDownloads", "Literal", "true"), ("downloadCorrelationId", "Literal", "statement-7"));

        using var whole = await client.GetAsync("/workflows/correlated", Token);
        var text = await whole.Content.ReadAsStringAsync(Token);
        using var rest = await RangeAsync(client, "/workflows/correlated", 4, null, whole.Headers.ETag!.Tag);
        rest.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await rest.Content.ReadAsStringAsync(Token)).ShouldBe(text[4..]);
        // A new download is a new content, and a caller of the old one begins anew.
        using var next = await client.GetAsync("/workflows/correlated", Token);
        (await next.Content.ReadAsStringAsync(Token)).ShouldNotBe(text);
        using var late = await RangeAsync(client, "/workflows/correlated", 4, null, whole.Headers.ETag!.Tag);
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> RangeAsync(HttpClient client, string path, long from, long? to, string? condition)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(from, to);
        if (condition is not null)
            request.Headers.IfRange = new RangeConditionHeaderValue(condition);
        return client.SendAsync(request, Token);
    }

    private async Task<HttpClient> PublishAsync(string name, params (string Name, string Type, string Value)[] inputs)
    {
        using var administrator = await server.ClientAsync();
        await administrator.PublishAsync(Drawings.Flowchart(name, HttpDrawings.Endpoint(name), HttpDrawings.File("out", inputs)));
        return await server.ClientWithKeyAsync(null);
    }
}
