using System.Reflection;
using System.Runtime.Loader;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// Keeps a plugin's assemblies apart. It shares with the server the Sdk and the framework, whose types cross the border, and nothing else: what the
/// plugin brings is its own, in its own version, and what it lacks is missing, even if the server happens to have it.
/// </summary>
internal sealed class PluginLoadContext(PluginManifest manifest, string assembly) : AssemblyLoadContext(manifest.Title, isCollectible: true)
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.Extensions.", "Microsoft.AspNetCore.", "Microsoft.Win32.", "Microsoft.VisualBasic"];
    private static readonly string[] FrameworkNames = ["System", "netstandard", "mscorlib", "WindowsBase", "Microsoft.CSharp", "Microsoft.JSInterop", "Microsoft.Net.Http.Headers"];
    private static readonly HashSet<string> OfFramework = ReadFramework();

    private readonly AssemblyDependencyResolver resolver = new(assembly);

    public PluginManifest Manifest => manifest;

    /// <summary>The plugin that a type comes from; null for the server's own.</summary>
    public static PluginManifest? PluginOf(Type type) => (GetLoadContext(type.Assembly) as PluginLoadContext)?.Manifest;

    /// <summary>The first assembly that a file of the plugin refers to and that nobody has; null if there is none.</summary>
    public string? MissingReference(string file) =>
        PluginLoader.References(file).Find(reference => !IsShared(reference.Name ?? "") && resolver.ResolveAssemblyToPath(reference) is null) is { } missing ? $"{missing.Name} {missing.Version}" : null;

    private static bool IsShared(string name) => name == typeof(Activity).Assembly.GetName().Name || OfFramework.Contains(name);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name ?? "";
        // Null asks the server's own context.
        if (IsShared(name))
            return null;
        if (resolver.ResolveAssemblyToPath(assemblyName) is { } path)
            return LoadFromAssemblyPath(path);
        throw new FileNotFoundException($"The assembly '{name}' {assemblyName.Version} is not in the plugin's folder.", $"{name}.dll");
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    /// <summary>The names of the framework's assemblies. Where the server is published with the framework, they lie among its own.</summary>
    private static HashSet<string> ReadFramework() =>
        ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => FrameworkNames.Contains(name, StringComparer.OrdinalIgnoreCase) || FrameworkPrefixes.Any(prefix => name!.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase)!;
}
