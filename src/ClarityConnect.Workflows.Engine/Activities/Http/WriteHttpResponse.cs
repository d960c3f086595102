using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>Answers the HTTP request that started or resumed the instance. If its caller does not wait any longer, nothing happens.</summary>
[Activity("Elsa", "HTTP", "Answers the HTTP request.", DisplayName = "HTTP response")]
public sealed class WriteHttpResponse : CodeActivity, IReachesOut
{
    /// <summary>The status code.</summary>
    [Input(DisplayName = "Status code", Description = "The status code, such as 200, or its name, such as OK.")]
    public Input<JsonElement?> StatusCode { get; set; } = new();

    /// <summary>The body; objects are written as JSON.</summary>
    [Input(Description = "The body. Objects are written as JSON.", UIHint = "multiline")]
    public Input<JsonElement?> Content { get; set; } = new();

    /// <summary>The body's type; by default application/json for objects and text/plain for text.</summary>
    [Input(DisplayName = "Content type", Description = "The body's type.", UIHint = "dropdown", Options = ["", "text/plain", "text/html", "application/json", "application/xml"])]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>Further headers by name.</summary>
    [Input(DisplayName = "Response headers", Description = "Further headers by name.", UIHint = "json-editor")]
    public Input<JsonElement?> ResponseHeaders { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var content = context.Get(Content);
        var isText = content is null or { ValueKind: JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined };
        var body = content is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value
            ? Encoding.UTF8.GetBytes(isText ? value.GetString()! : JsonSerializer.Serialize(value, WorkflowJson.Options))
            : [];
        var type = context.Get(ContentType);
        var headers = new Dictionary<string, string>();
        if (context.Get(ResponseHeaders) is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var header in given.EnumerateObject())
                headers[header.Name] = header.Value.ValueKind == JsonValueKind.Array ? string.Join(", ", header.Value.EnumerateArray().Select(ValueConversion.ToText)) : ValueConversion.ToText(header.Value);
        }

        context.GetService<HttpReplies>().TryReply(
            context.InstanceId,
            new HttpReply(
                Status(context.Get(StatusCode)),
                body.Length == 0 ? null : !string.IsNullOrEmpty(type) ? type : isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
                body,
                headers));
    }

    private static int Status(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => 200,
        { ValueKind: JsonValueKind.String } name when Enum.TryParse<System.Net.HttpStatusCode>(name.GetString(), ignoreCase: true, out var status) => (int)status,
        { } number => ValueConversion.To<int>(number),
    };
}
