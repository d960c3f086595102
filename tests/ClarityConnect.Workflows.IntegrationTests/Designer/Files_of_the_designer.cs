using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Designer;

[Collection(typeof(ServerTests))]
public sealed class Files_of_the_designer(RunningServer server)
{
    private const string Script = "/studio/_framework/blazor.webassembly.js";

    [Theory]
    [InlineData(Script, "text/javascript", true, false)]
    [InlineData("/studio/_framework/{icudt}", "application/octet-stream", true, true)]
    [InlineData("/studio/_framework/{MudBlazor}", "application/wasm", true, true)]
    [InlineData("/studio/_content/MudBlazor/MudBlazor.min.css", "text/css", true, false)]
    [InlineData("/studio/_content/Radzen.Blazor/fonts/{woff2}", "font/woff2", false, false)]
    [InlineData("/studio/appsettings.json", "application/json", false, false)]
    [InlineData("/studio/designer/designer.js", "text/javascript", false, false)]
    [InlineData("/studio/designer/designer.css", "text/css", false, false)]
    public async Task A_file_has_its_type_its_compressed_twin_and_its_time_to_live(string pattern, string type, bool hasTwin, bool isKept)
    {
        var path = Installed(pattern);
        using var client = await server.ClientOfAsync("Viewer");
        using var plain = await GetAsync(client, path, null);
        using var brotli = await GetAsync(client, path, "gzip, deflate, br;q=0.9");

        foreach (var answer in (HttpResponseMessage[])[plain, brotli])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            answer.Headers.CacheControl!.ToString().ShouldBe(isKept ? "max-age=31536000, private, immutable" : "no-cache, private");
            answer.Headers.Vary.Contains("Accept-Encoding").ShouldBe(hasTwin);
            answer.Headers.ETag.ShouldNotBeNull().IsWeak.ShouldBeFalse();
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }

        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        brotli.Content.Headers.ContentEncoding.ShouldBe(hasTwin ? ["br"] : []);
        (brotli.Headers.ETag!.Tag == plain.Headers.ETag!.Tag).ShouldBe(!hasTwin);
        (await DecodedAsync(brotli)).ShouldBe(await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("br;q=0")]
    [InlineData("gzip")]
    [InlineData("brown, x;q=huh")]
    public async Task Who_does_not_take_Brotli_gets_the_plain_file(string accepted)
    {
        using var client = await server.ClientOfAsync("Viewer");
        using var answer = await GetAsync(client, Script, accepted);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_browser_has_already_is_not_sent_again()
    {
        using var client = await server.ClientOfAsync("Viewer");
        using var first = await GetAsync(client, Script, "br");
        using var request = new HttpRequestMessage(HttpMethod.Get, Script) { Headers = { { "Accept-Encoding", "br" } } };
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request, TestContext.Current.CancellationToken);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task A_part_and_the_headers_alone_can_be_asked_for()
    {
        using var client = await server.ClientOfAsync("Viewer");
        using var whole = await GetAsync(client, Script, null);
        var content = await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        using var request = new HttpRequestMessage(HttpMethod.Get, Script) { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using var part = await client.SendAsync(request, TestContext.Current.CancellationToken);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(content[10..20]);

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Script), TestContext.Current.CancellationToken);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(content.Length);
    }

    [Theory]
    [InlineData("/studio/_framework/nothing.js")]
    [InlineData("/studio/index.html")]
    [InlineData("/studio/package.json")]
    [InlineData("/studio/_framework/blazor.webassembly.js.br")]
    [InlineData("/studio/_framework")]
    [InlineData("/studio/..%2f..%2fappsettings.json")]
    [InlineData("/studio/designer/..%2fstudio-package.path")]
    [InlineData("/studio/designer/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/studio/..\\..\\appsettings.json")]
    [InlineData("/studio//etc/passwd")]
    public async Task There_is_nothing_else(string path)
    {
        using var client = await server.ClientOfAsync("Viewer");
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Script)]
    [InlineData("/studio/designer/designer.js")]
    [InlineData("/studio/nothing.js")]
    public async Task Nobody_gets_a_file_without_a_sign_in(string path)
    {
        using var nobody = await server.ClientWithKeyAsync(null);
        using var answer = await nobody.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>Puts the hashed name of an installed file for the part in braces.</summary>
    private static string Installed(string pattern)
    {
        var open = pattern.IndexOf('{');
        if (open < 0)
            return pattern;
        var wanted = pattern[(open + 1)..^1];
        var package = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "studio", "studio-package.path")).Trim();
        var folder = Path.Combine(package, pattern["/studio/".Length..open]);
        var file = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!)
            .First(name => wanted == "woff2" ? name.EndsWith(".woff2", StringComparison.Ordinal) : name.StartsWith(wanted + ".", StringComparison.Ordinal) && Path.GetExtension(name) is ".wasm" or ".dat");
        return pattern[..open] + file;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encodings is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> DecodedAsync(HttpResponseMessage answer)
    {
        var sent = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentEncoding.Count == 0)
            return sent;
        using var decoded = new MemoryStream();
        await using var brotli = new BrotliStream(new MemoryStream(sent), CompressionMode.Decompress);
        await brotli.CopyToAsync(decoded, TestContext.Current.CancellationToken);
        return decoded.ToArray();
    }
}
