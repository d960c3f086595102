namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>How a plugin stands.</summary>
public enum PluginState
{
    /// <summary>What it adds can be used.</summary>
    Loaded,

    /// <summary>An administrator switched it off.</summary>
    Disabled,

    /// <summary>It could not be loaded.</summary>
    Failed,
}
