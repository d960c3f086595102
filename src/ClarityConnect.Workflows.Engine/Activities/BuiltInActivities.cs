using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Http;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Activities.Scheduling;
using ClarityConnect.Workflows.Engine.Activities.Scripting;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>The activities that come with the engine.</summary>
public static class BuiltInActivities
{
    /// <summary>Their classes.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(Cron), typeof(Delay), typeof(End), typeof(Event), typeof(Fault), typeof(Finish), typeof(FlowDecision), typeof(FlowFork),
        typeof(FlowJoin), typeof(FlowSwitch), typeof(Flowchart), typeof(ForEach), typeof(HttpEndpoint), typeof(If), typeof(LookUpMappingTable),
        typeof(PublishEvent), typeof(RunJavaScript), typeof(SendHttpRequest), typeof(Sequence), typeof(SetOutput), typeof(SetVariable), typeof(Start),
        typeof(Scheduling.Timer), typeof(WriteHttpResponse), typeof(WriteLine),
    ];
}
