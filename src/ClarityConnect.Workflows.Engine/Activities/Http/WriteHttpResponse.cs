using System.Net;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Primitives;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>Answers the HTTP request that started or resumed the instance. If its caller does not wait any longer, nothing happens.</summary>
[Activity("Elsa", "HTTP", "Answers the HTTP request.", DisplayName = "HTTP response")]
public sealed class WriteHttpResponse : CodeActivity, IReachesOut
{
    /// <summary>The status code, such as 200, or its name, such as OK. Default 200.</summary>
    [Input(
        DisplayName = "Status code",
        Description = "The status code, such as 200, or its name, such as OK.",
        UIHint = "dropdown",
        Options = ["OK", "Created", "Accepted", "NoContent", "Found", "BadRequest", "Unauthorized", "Forbidden", "NotFound", "Conflict", "RequestEntityTooLarge", "UnsupportedMediaType", "UnprocessableEntity", "TooManyRequests", "InternalServerError", "ServiceUnavailable"])]
    public Input<JsonElement?> StatusCode { get; set; } = new(WorkflowJson.ToElement("OK"));

    /// <summary>The body; objects are written as JSON.</summary>
    [Input(Description = "The body. Objects are written as JSON.", UIHint = "multiline")]
    public Input<JsonElement?> Content { get; set; } = new();

    /// <summary>The body's type; by default application/json for objects and text/plain for text.</summary>
    [Input(DisplayName = "Content type", Description = "The body's type.", UIHint = "dropdown", Options = ["", "text/plain", "text/html", "application/json", "application/xml"])]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>Further headers by name; a list is sent as several headers.</summary>
    [Input(DisplayName = "Response headers", Description = "Further headers by name.", UIHint = "json-editor", Category = "Advanced")]
    public Input<JsonElement?> ResponseHeaders { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var content = context.Get(Content);
        var isText = content is null or { ValueKind: JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined };
        var body = content is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value
            ? Encoding.UTF8.GetBytes(isText ? value.GetString()! : JsonSerializer.Serialize(value, WorkflowJson.Options))
            : [];
        var headers = Headers(context.Get(ResponseHeaders));
        var type = context.Get(ContentType) is { Length: > 0 } given ? given : headers.GetValueOrDefault("Content-Type").ToString();
        // The server counts the bytes itself.
        headers.Remove("Content-Length");
        headers.Remove("Content-Type");
        context.GetService<HttpReplies>().TryReply(
            context.InstanceId,
            new HttpReply(
                Status(context.Get(StatusCode)),
                type.Length > 0 ? type : isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
                body,
                headers));
    }

    private static Dictionary<string, StringValues> Headers(JsonElement? given)
    {
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (given is not { ValueKind: JsonValueKind.Object } members)
            return headers;
        foreach (var header in members.EnumerateObject())
        {
            var values = header.Value.ValueKind == JsonValueKind.Array
                ? header.Value.EnumerateArray().Select(ValueConversion.ToText).ToArray()
                : [ValueConversion.ToText(header.Value)];
            if (header.Name.Length == 0 || !header.Name.All(IsTokenCharacter) || values.Any(value => value.AsSpan().IndexOfAnyExceptInRange('\u0020', '\u007e') >= 0))
                throw new ActivityException(FailureKind.InvalidData, $"The header '{header.Name}' of the input 'ResponseHeaders' has characters that no header may have, such as a line break.");
            headers[header.Name] = values;
        }

        return headers;
    }

    private static bool IsTokenCharacter(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character);

    private static int Status(JsonElement? value)
    {
        var status = value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => 200,
            { ValueKind: JsonValueKind.String } name when Enum.TryParse<HttpStatusCode>(name.GetString(), ignoreCase: true, out var known) => (int)known,
            { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: 0 } => 200,
            { } number => ValueConversion.To<int>(number),
        };
        return status is >= 200 and <= 599
            ? status
            : throw new ActivityException(FailureKind.InvalidData, $"The input 'StatusCode' is {status}. A response has a status from 200 to 599.");
    }
}
