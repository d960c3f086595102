using ClarityConnect.Workflows.Engine.Activities.Alerts;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Activities.Compensation;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Faults;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Http;
using ClarityConnect.Workflows.Engine.Activities.Looping;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Activities.Reconciliations;
using ClarityConnect.Workflows.Engine.Activities.References;
using ClarityConnect.Workflows.Engine.Activities.Reviews;
using ClarityConnect.Workflows.Engine.Activities.Scheduling;
using ClarityConnect.Workflows.Engine.Activities.Scripting;
using ClarityConnect.Workflows.Engine.Activities.Transformation;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>The activities that come with the engine.</summary>
public static class BuiltInActivities
{
    /// <summary>Their classes.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. Flowcharts,
        .. Http,
        .. Structures,
        .. Transformations,
        .. TransformationsByTable,
        typeof(Approval), typeof(ConnectionInTrouble), typeof(Correlate), typeof(Cron), typeof(DeadLetterAdded), typeof(Delay), typeof(Event), typeof(Fault),
        typeof(FindLinkedRecord), typeof(Finish), typeof(LinkRecords), typeof(LookUpMappingTable), typeof(PublishEvent), typeof(ReadLine), typeof(Reconcile),
        typeof(RunJavaScript), typeof(RunTask), typeof(SendToReview), typeof(SetName), typeof(SetOutput), typeof(SetVariable), typeof(StartAt),
        typeof(Scheduling.Timer), typeof(WriteLine),
    ];

    /// <summary>Those whose results follow from the instance's own data, so that they are computed again where a recorded instance is repeated.</summary>
    internal static IReadOnlySet<Type> Computed { get; } = new HashSet<Type>(
    [
        .. Flowcharts,
        .. Transformations,
        .. Structures.Where(type => !typeof(IReachesOut).IsAssignableFrom(type)),
        typeof(Correlate), typeof(Fault), typeof(Finish), typeof(RunJavaScript), typeof(SetName), typeof(SetOutput), typeof(SetVariable), typeof(WriteLine),
    ]);

    private static Type[] Flowcharts =>
    [
        typeof(End), typeof(FlowDecision), typeof(FlowFork), typeof(FlowJoin), typeof(FlowNode), typeof(FlowSwitch), typeof(Flowchart), typeof(Start),
        typeof(StateMachine),
    ];

    private static Type[] Http =>
    [
        typeof(DownloadHttpFile), typeof(FlowSendHttpRequest), typeof(HttpEndpoint), typeof(SendHttpRequest), typeof(WriteFileHttpResponse),
        typeof(WriteHttpResponse),
    ];

    private static Type[] Structures =>
    [
        typeof(Break), typeof(BulkDispatchWorkflows), typeof(Compensate), typeof(CompensableStep), typeof(Complete), typeof(DispatchWorkflow),
        typeof(ExecuteWorkflow), typeof(For), typeof(ForEach), typeof(Fork), typeof(If), typeof(Composition.Parallel),
        typeof(ParallelForEach), typeof(Sequence), typeof(Switch), typeof(TryCatch), typeof(While),
    ];

    private static Type[] Transformations =>
    [
        typeof(AggregateLines), typeof(ConvertDate), typeof(FindDuplicateCustomers), typeof(MatchCustomer), typeof(NormaliseAddress), typeof(NormaliseContact),
        typeof(SplitAmount),
    ];

    private static Type[] TransformationsByTable =>
    [
        typeof(BreakDownPayroll), typeof(CheckData), typeof(ConvertCurrency), typeof(DeriveDimensions), typeof(DeriveGlAccount), typeof(MapCustomFields),
    ];
}
