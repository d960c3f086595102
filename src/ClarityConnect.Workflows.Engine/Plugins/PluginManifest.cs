namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>What a plugin says of itself in its <c>plugin.json</c>.</summary>
public sealed record PluginManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "plugin.json";

    /// <summary>The plugin's name for programs, such as <c>acme.loyalty</c>; the same in all its versions.</summary>
    public required string Id { get; init; }

    /// <summary>Its version, by Semantic Versioning.</summary>
    public required string Version { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Which versions of the Sdk it works with, such as <c>1.2</c> (that or a later 1.x) or <c>[1.2,3.0)</c>.</summary>
    public required string Sdk { get; init; }

    /// <summary>The assembly with its public activities and connection types, relative to the manifest.</summary>
    public required string Assembly { get; init; }

    /// <summary>The picture of what it connects to, an .svg or .png relative to the manifest; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>What it adds; null where it does not say it, and then it may add anything.</summary>
    public PluginAdditions? Adds { get; init; }

    /// <summary>What it may reach.</summary>
    public required PluginReach Reach { get; init; }

    /// <summary>Id and version, as logs and messages name it.</summary>
    public string Title => $"{Id} {Version}";

    internal PluginVersion Number => PluginVersion.TryParse(Version, out var number) ? number : throw new InvalidOperationException($"'{Version}' was not checked.");
}
