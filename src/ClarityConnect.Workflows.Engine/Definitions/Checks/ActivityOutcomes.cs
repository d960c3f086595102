using System.Collections;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Http;
using ClarityConnect.Workflows.Engine.Activities.Reviews;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>The outcomes that an activity is drawn with. Those that an expression gives are not known before it runs.</summary>
internal static class ActivityOutcomes
{
    private static readonly (string Flag, string Outcome)[] Refusals =
    [
        ("exposeRequestTooLargeOutcome", "Request too large"),
        ("exposeFileTooLargeOutcome", "File too large"),
        ("exposeInvalidFileExtensionOutcome", "Invalid file extension"),
        ("exposeInvalidFileMimeTypeOutcome", "Invalid file MIME type"),
    ];

    public static IEnumerable<string> Of(CompiledActivity activity) => Declared(activity).Distinct();

    private static IEnumerable<string> Declared(CompiledActivity activity)
    {
        if (activity.Descriptor is not { } descriptor)
            return [];
        return activity.Activity switch
        {
            FlowSwitch => JsonMembers.List(activity.Json, "cases").Select(json => JsonMembers.Text(json, "label")).OfType<string>().Append("Default"),
            FlowSendHttpRequest or DownloadHttpFile => descriptor.Inputs
                .Where(input => input.Name == nameof(FlowSendHttpRequest.ExpectedStatusCodes))
                .SelectMany(input => Literals(activity, input))
                .Append(StatusPorts.Unmatched),
            SendToReview => Review(activity, descriptor),
            HttpEndpoint => Refusals.Where(refusal => JsonMembers.Flag(activity.Json, refusal.Flag) == true).Select(refusal => refusal.Outcome),
            _ => descriptor.Outcomes.Concat(descriptor.Inputs.Where(input => input.UIHint == "dynamic-outcomes").SelectMany(input => Literals(activity, input))),
        };
    }

    /// <summary>The choices that are given take the place of the usual ones, and without a wait nobody chooses.</summary>
    private static IEnumerable<string> Review(CompiledActivity activity, ActivityDescriptor descriptor)
    {
        if (activity.Inputs.Any(input => input.Name == nameof(SendToReview.WaitForDecision) && input is { Kind: ExpressionKind.Literal, Converted: false }))
            return [SendToReview.Sent];
        var choices = descriptor.Inputs.Where(input => input.Name == nameof(SendToReview.Choices)).SelectMany(input => Literals(activity, input)).ToList();
        return (choices.Count > 0 ? choices : ReviewItem.DefaultChoices).Append(SendToReview.TimedOut);
    }

    private static IEnumerable<string> Literals(CompiledActivity activity, InputDescriptor input) =>
        activity.Inputs.FirstOrDefault(compiled => compiled.Name == input.Name) is { Kind: ExpressionKind.Literal, Converted: IEnumerable values and not string }
            ? values.Cast<object?>().Select(value => ValueConversion.ToText(WorkflowJson.ToElement(value))).Where(text => text.Length > 0)
            : [];
}
