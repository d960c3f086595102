namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>What is wrong with the connector of parcels.</summary>
public enum Flaw
{
    None,
    SaysTransientWhenLost,
    SaysNoEffect,
    NeverLooksUp,
    ForgetsOutputs,
    CallsOnAfterCancellation,
    FailsWhenCancelled,
    LetsExceptionsOut,
    SaysRejectedWhenUnauthorized,
    ForgetsThePause,
    DoesNotSayWhere,
    SwallowsFailures,
    LogsTheKey,
    OutputsTheKey,
    TellsTheKeyInTheTest,
    MovesOnAfterFailures,
    MakesUpIds,
    MissesTheSameMoment,
    TrustsEverybody,
    TakesOldCalls,
    FailsAtNonsense,
}
