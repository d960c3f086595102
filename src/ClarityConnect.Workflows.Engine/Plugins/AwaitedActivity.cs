namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>What a run waits for that came to an activity whose plugin is gone.</summary>
internal static class AwaitedActivity
{
    /// <summary>The name of its bookmark; the key is the activity type.</summary>
    public const string StimulusName = "ClarityConnect.Plugins.Activity";

    /// <summary>Where events of an activity that is gone are kept until it is back.</summary>
    public const string HeldState = "heldEvents";

    /// <summary>How long a run waits before it looks by itself, should it have missed that the plugin came back.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(10);
}
