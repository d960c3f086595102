using System.ComponentModel.DataAnnotations;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Where plugins are dropped, and what they may be.</summary>
public sealed class PluginOptions
{
    /// <summary>The drop-in folder, watched while the server runs.</summary>
    /// <value>Default none, which is without plugins; the server takes <c>plugins</c> in its data folder.</value>
    public string? Folder { get; set; }

    /// <summary>How long a plugin may take to be loaded, the constructors of all its activities included.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LoadTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long nothing in a dropped folder may have changed before it is taken, so that it is not read half copied.</summary>
    /// <value>Default 0.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often the folder is looked through where the file system tells of no changes.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes that a plugin may have, unpacked.</summary>
    /// <value>Default 256 MiB.</value>
    [Range(1024, int.MaxValue)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>The most files that a plugin may have.</summary>
    /// <value>Default 5000.</value>
    [Range(1, 1_000_000)]
    public int MaxFiles { get; set; } = 5000;
}
