using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>A call of one operation: what stands in the path, the query, the headers and the body, and which answers the step can go on from.</summary>
public sealed class ApiRequest
{
    private readonly List<(string Name, string Value)> headers = [];
    private readonly List<string> query = [];
    private readonly List<string> cookies = [];
    private readonly List<string[]> credentials = [];
    private readonly HashSet<int> expected = [];
    private string path;
    private Func<HttpContent>? content;

    /// <param name="method">The method.</param>
    /// <param name="template">The path below the address, with its parameters in braces.</param>
    public ApiRequest(HttpMethod method, string template)
    {
        (Method, Template, path) = (method, template, template);
        IsRepeatable = method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Put || method == HttpMethod.Delete;
    }

    /// <summary>The method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path as the description of the API has it, for messages.</summary>
    public string Template { get; }

    /// <summary>Which of the connection's addresses it goes to.</summary>
    public string Server { get; private set; } = "";

    /// <summary>Whether it may be sent again when its answer was lost.</summary>
    public bool IsRepeatable { get; private set; }

    internal IReadOnlyList<string[]> Credentials => credentials;

    /// <summary>Chooses another address of the connection than the first.</summary>
    /// <param name="server">Its name.</param>
    public ApiRequest At(string server)
    {
        Server = server;
        return this;
    }

    /// <summary>Names credentials that are enough together. What is called several times are alternatives.</summary>
    /// <param name="schemes">Their names in the description of the API; none for a call that needs none.</param>
    public ApiRequest Allow(params string[] schemes)
    {
        credentials.Add(schemes);
        return this;
    }

    /// <summary>Names statuses that are no failure.</summary>
    /// <param name="statuses">The statuses.</param>
    public ApiRequest Expect(params int[] statuses)
    {
        expected.UnionWith(statuses);
        return this;
    }

    /// <summary>Fills a parameter of the path.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="explode">Whether the members of an object are written as name=value.</param>
    public ApiRequest Path(string name, object? value, bool explode = false)
    {
        var text = ApiJson.ToElement(value) is { } element ? ApiValues.Simple(element, explode, Uri.EscapeDataString) : "";
        if (text.Length == 0)
            throw new ActivityException(FailureKind.InvalidData, $"'{name}' is empty, and the address of the call needs it. Give it a value.");
        path = path.Replace($"{{{name}}}", text, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Adds a parameter of the query, unless it is empty.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="style">form, spaceDelimited, pipeDelimited, deepObject or json.</param>
    /// <param name="explode">Whether each item of a list is written by itself.</param>
    public ApiRequest Query(string name, object? value, string style = "form", bool explode = true)
    {
        if (ApiJson.ToElement(value) is { } element)
            query.AddRange(ApiValues.Pairs(name, element, style, explode).Select(pair => Pair(pair, style)));
        return this;
    }

    /// <summary>Adds a header, unless it is empty.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="explode">Whether the members of an object are written as name=value.</param>
    public ApiRequest Header(string name, object? value, bool explode = false)
    {
        if (ApiJson.ToElement(value) is not { } element)
            return this;
        var text = ApiValues.Simple(element, explode, item => item);
        if (text.Any(letter => char.IsControl(letter) || letter > '\u00ff'))
            throw new ActivityException(FailureKind.InvalidData, $"'{name}' has a line break or a letter that cannot be sent in a header. Remove it.");
        headers.Add((name, text));
        return this;
    }

    /// <summary>Adds a cookie, unless it is empty.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public ApiRequest Cookie(string name, object? value)
    {
        if (ApiJson.ToElement(value) is { } element)
            cookies.Add($"{name}={ApiValues.Simple(element, false, Uri.EscapeDataString)}");
        return this;
    }

    /// <summary>Sends a key by which the API recognises a call that it has seen, so that the call may be sent again.</summary>
    /// <param name="header">The header.</param>
    /// <param name="key">The key.</param>
    public ApiRequest Idempotent(string header, string key)
    {
        IsRepeatable = true;
        return Header(header, key);
    }

    /// <summary>Sends a body of JSON, unless there is none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its media type.</param>
    public ApiRequest Json(object? body, string mediaType = "application/json")
    {
        if ((body is ApiBody fields ? fields.ToElement() : ApiJson.ToElement(body)) is { } element)
            content = () => Typed(new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(element, ApiJson.Options)), mediaType);
        return this;
    }

    /// <summary>Sends a body of text, unless there is none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its media type.</param>
    public ApiRequest Text(string? body, string mediaType)
    {
        if (body is not null)
            content = () => Typed(new ByteArrayContent(Encoding.UTF8.GetBytes(body)), mediaType.Contains(';', StringComparison.Ordinal) ? mediaType : $"{mediaType}; charset=utf-8");
        return this;
    }

    /// <summary>Sends a body of bytes, unless there is none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its media type.</param>
    public ApiRequest Bytes(byte[]? body, string mediaType)
    {
        if (body is not null)
            content = () => Typed(new ByteArrayContent(body), mediaType);
        return this;
    }

    /// <summary>Sends the fields of a form.</summary>
    /// <param name="body">The fields.</param>
    public ApiRequest Form(ApiBody body)
    {
        var text = string.Join('&', body.Pairs().Select(pair => Pair((pair.Name, pair.Values), pair.Style)));
        content = () => Typed(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "application/x-www-form-urlencoded");
        return this;
    }

    /// <summary>Sends the fields of a form with files.</summary>
    /// <param name="body">The fields.</param>
    public ApiRequest Multipart(ApiBody body)
    {
        content = body.ToMultipart;
        return this;
    }

    internal bool Expects(int status) => expected.Contains(status);

    internal HttpRequestMessage ToMessage(Uri address)
    {
        // Dots would climb out of the place that the operation has, once the address is read.
        if (path.Split('/').Any(segment => segment is "." or ".."))
            throw new ActivityException(FailureKind.InvalidData, $"A value for the address of the call '{Template}' is '.' or '..', which cannot be sent. Correct it.");
        var message = new HttpRequestMessage(Method, new Uri($"{address.AbsoluteUri.TrimEnd('/')}{path}{(query.Count > 0 ? $"?{string.Join('&', query)}" : "")}"));
        foreach (var (name, value) in headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (cookies.Count > 0)
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
        message.Content = content?.Invoke();
        return message;
    }

    private static string Pair((string Name, string[] Values) pair, string style) =>
        $"{Uri.EscapeDataString(pair.Name)}={string.Join(ApiValues.Separator(style), pair.Values.Select(Uri.EscapeDataString))}";

    private static ByteArrayContent Typed(ByteArrayContent content, string mediaType)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }
}
