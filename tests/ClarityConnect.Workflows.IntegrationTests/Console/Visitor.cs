using System.Net;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>A browser without scripts: keeps cookies, fills in forms, and shows redirects instead of following them.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    public Visitor(Uri address) => http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public async Task<Page> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Accept = { new("text/html") } } };
        using var response = await http.SendAsync(request);
        return await ReadAsync(path, response);
    }

    /// <summary>Submits the form that has a button with this text, with its hidden fields and these values.</summary>
    public Task<Page> SubmitAsync(Page page, string button, params (string Name, string Value)[] values)
    {
        var form = Forms().Matches(page.Text).FirstOrDefault(form => Buttons().Matches(form.Value).Any(found => WebUtility.HtmlDecode(found.Groups[1].Value).Trim() == button))
            ?? throw new InvalidOperationException($"{page.Path} has no form with a button '{button}'.");
        var action = Attribute(Tag().Match(form.Value).Value, "action");
        var fields = Inputs().Matches(form.Value)
            .Where(input => Attribute(input.Value, "type") == "hidden")
            .Select(input => (Attribute(input.Value, "name")!, Attribute(input.Value, "value") ?? ""));
        return PostAsync(action ?? page.Path, [.. fields, .. values]);
    }

    /// <summary>Submits a form with a file.</summary>
    public async Task<Page> UploadAsync(Page page, string handler, string field, string fileName, byte[] file)
    {
        var token = Regex.Match(page.Text, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(handler), "_handler" },
            { new ByteArrayContent(file), field, fileName },
        };
        using var response = await http.PostAsync(page.Path, content);
        return await ReadAsync(page.Path, response);
    }

    public async Task<Page> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(path, content);
        return await ReadAsync(path, response);
    }

    public void Dispose() => http.Dispose();

    private static async Task<Page> ReadAsync(string path, HttpResponseMessage response) => new(
        path,
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Location?.OriginalString,
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<button[^>]*>(.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex Buttons();

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    /// <summary>An answer of the server.</summary>
    public sealed record Page(string Path, HttpStatusCode Status, string Text, string? Location, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The text with its character references resolved, as people read it.</summary>
        public string Words => WebUtility.HtmlDecode(Text);
    }
}
