using System.Text.Json;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>What sending a request has in common, whether its ways on are slots or ports.</summary>
public abstract class SendHttpRequestActivity : HttpRequestActivity
{
    /// <summary>The body. Objects are sent as JSON, or as a form where the content type says so; a file object as the file.</summary>
    [Input(Description = "The body. Objects are sent as JSON, or as a form where the content type says so; a file as it is.", UIHint = "multiline", Order = 2)]
    public Input<JsonElement?> Content { get; set; } = new();

    /// <summary>The body's type; by default application/json for objects, text/plain for text, and a file's own.</summary>
    [Input(DisplayName = "Content type", Description = "The body's type.", UIHint = "dropdown", Options = ["", "text/plain", "text/html", "application/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"], Order = 3)]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>
    /// Whether no connection, 408, 429, 5xx, and for reading requests no answer in time, are tried again with growing pauses before the workflow takes
    /// its way for them. Default false: the way is taken at once. Without a way they are always tried again.
    /// </summary>
    [Input(DisplayName = "Enable resiliency", Description = "Whether failures that may pass are tried again with growing pauses before the workflow takes its way for them. Without a way they are always tried again.", Category = "Resilience", Order = 7)]
    public Input<bool> EnableResiliency { get; set; } = new(false);

    /// <summary>The response: status code, headers and content.</summary>
    [Output(Description = "The response with status code, headers and content.")]
    public Output<object> Result { get; set; } = new();

    /// <summary>The body: parsed JSON, or text.</summary>
    [Output(DisplayName = "Parsed content", Description = "The body: parsed JSON, or text.")]
    public Output<JsonElement> ParsedContent { get; set; } = new();

    /// <inheritdoc/>
    protected override (JsonElement? Content, string? ContentType) Body(ActivityExecutionContext context)
    {
        return (context.Get(Content), context.Get(ContentType));
    }

    /// <inheritdoc/>
    protected override bool IsResilient(ActivityExecutionContext context)
    {
        return context.Get(EnableResiliency);
    }

    /// <inheritdoc/>
    protected override void SetOutputs(ActivityExecutionContext context, HttpAnswer answer)
    {
        var headers = answer.AllHeaders();
        var content = answer.Parse();
        context.Set(ResponseHeaders, headers);
        context.Set(ParsedContent, content);
        context.Set(Result, new { statusCode = answer.StatusCode, headers, content });
    }
}
