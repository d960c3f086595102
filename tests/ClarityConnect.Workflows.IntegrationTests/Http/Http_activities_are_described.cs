using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

/// <summary>What the designer is told of the HTTP activities: Elsa's names, so that Elsa's definitions find their inputs.</summary>
[Collection(typeof(ServerTests))]
public sealed class Http_activities_are_described(RunningServer server)
{
    public static TheoryData<string, string, string, string, string> Activities => new()
    {
        {
            "Elsa.HttpEndpoint", "Trigger",
            "Path SupportedMethods Authorize Policy RequestTimeout RequestSizeLimit FileSizeLimit AllowedFileExtensions BlockedFileExtensions AllowedMimeTypes ExposeRequestTooLargeOutcome ExposeFileTooLargeOutcome ExposeInvalidFileExtensionOutcome ExposeInvalidFileMimeTypeOutcome",
            "Result ParsedContent Files File RouteData QueryStringData Headers",
            "Flow:Done|Flow:Request too large|Flow:File too large|Flow:Invalid file extension|Flow:Invalid file MIME type"
        },
        { "Elsa.WriteHttpResponse", "Action", "StatusCode Content ContentType ResponseHeaders", "", "Flow:Done" },
        {
            "Elsa.WriteFileHttpResponse", "Action",
            "ContentType Filename EntityTag Content EnableResumableDownloads DownloadCorrelationId", "", "Flow:Done"
        },
        {
            "Elsa.SendHttpRequest", "Task",
            "Url Method Content ContentType Authorization DisableAuthorizationHeaderValidation RequestHeaders EnableResiliency ReceiverHonoursKey ExpectedStatusCodes",
            "Result ParsedContent StatusCode ResponseHeaders",
            "Embedded:UnmatchedStatusCode|Embedded:FailedToConnect|Embedded:Timeout|Flow:Done"
        },
        {
            "Elsa.FlowSendHttpRequest", "Task",
            "Url Method Content ContentType Authorization DisableAuthorizationHeaderValidation RequestHeaders EnableResiliency ReceiverHonoursKey ExpectedStatusCodes",
            "Result ParsedContent StatusCode ResponseHeaders",
            "Flow:200|Flow:Unmatched status code|Flow:Failed to connect|Flow:Timeout|Flow:Done"
        },
        {
            "Elsa.DownloadHttpFile", "Task",
            "Url Method ExpectedStatusCodes RequestContent RequestContentType Authorization DisableAuthorizationHeaderValidation RequestHeaders ReceiverHonoursKey",
            "Result Response ResponseContentStream ResponseContentBytes ResponseContentHeaders StatusCode ResponseHeaders",
            "Flow:200|Flow:Unmatched status code|Flow:Failed to connect|Flow:Timeout|Flow:Done"
        },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task An_activity_has_Elsas_inputs_outputs_and_ports(string type, string kind, string inputs, string outputs, string ports)
    {
        using var client = await server.ClientAsync();
        var activities = (await client.GetJsonAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray();
        var activity = activities.Single(item => item!["typeName"]!.GetValue<string>() == type)!;

        activity["category"]!.GetValue<string>().ShouldBe("HTTP");
        activity["version"]!.GetValue<int>().ShouldBe(1);
        activity["kind"]!.GetValue<string>().ShouldBe(kind);
        activity["inputs"]!.AsArray().Select(input => input!["name"]!.GetValue<string>()).ShouldBe(inputs.Split(' '));
        activity["outputs"]!.AsArray().Select(output => output!["name"]!.GetValue<string>()).ShouldBe(outputs.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        activity["ports"]!.AsArray().Select(port => $"{port!["type"]}:{port["name"]}").ShouldBe(ports.Split('|'));
        foreach (var input in activity["inputs"]!.AsArray())
        {
            var name = input!["name"]!.GetValue<string>();
            var isRaw = name.StartsWith("Expose", StringComparison.Ordinal) || (type == "Elsa.SendHttpRequest" && name == "ExpectedStatusCodes");
            input["isWrapped"]!.GetValue<bool>().ShouldBe(!isRaw, name);
            input["uiHint"]!.GetValue<string>().ShouldBe(name switch
            {
                "SupportedMethods" => "checklist",
                "AllowedFileExtensions" or "BlockedFileExtensions" or "AllowedMimeTypes" => "multitext",
                "ExpectedStatusCodes" => isRaw ? "http-status-codes" : "multitext",
                "Method" or "RequestContentType" or "StatusCode" => "dropdown",
                "ContentType" => type == "Elsa.WriteFileHttpResponse" ? "singleline" : "dropdown",
                "Content" or "RequestContent" => "multiline",
                "RequestHeaders" or "ResponseHeaders" => "json-editor",
                "Authorize" or "EnableResumableDownloads" or "DisableAuthorizationHeaderValidation" or "EnableResiliency" or "ReceiverHonoursKey" => "checkbox",
                _ => isRaw ? "checkbox" : "singleline",
            }, name);
        }
    }
}
