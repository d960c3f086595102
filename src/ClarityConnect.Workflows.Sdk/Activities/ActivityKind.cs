namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>How the designer treats an activity.</summary>
public enum ActivityKind
{
    /// <summary>An ordinary step.</summary>
    Action,

    /// <summary>May start an instance.</summary>
    Trigger,

    /// <summary>A step that usually takes longer and may run in the background.</summary>
    Task,
}
