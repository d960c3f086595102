namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Which cases of a switch are taken.</summary>
public enum SwitchMode
{
    /// <summary>The first whose condition holds.</summary>
    MatchFirst,

    /// <summary>All whose condition holds.</summary>
    MatchAny,
}
