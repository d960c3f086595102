using System.Reflection;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Templates;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>
/// Writes the projects of a new plugin and its tests: <c>plugin new NAME [--connector] [--output DIR] [--packages DIR]</c>. It needs no server, and writes
/// what <c>dotnet new</c> does.
/// </summary>
internal static class PluginCreation
{
    private const string Connector = "--connector";
    private const string Output = "--output";
    private const string Packages = "--packages";

    public static IReadOnlyCollection<string> Options { get; } = [Output, Packages];

    public static IReadOnlyCollection<string> Switches { get; } = [Connector];

    /// <summary>The version of the packages: that of the Sdk that this server has.</summary>
    public static string SdkVersion { get; } =
        typeof(Activity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <exception cref="UsageException">The name cannot be a plugin's, or the folder of packages has none of this version.</exception>
    public static CommandReport Run(CommandArguments arguments)
    {
        var name = arguments.Single("name, such as Acme.Hello");
        if (!PluginProject.IsName(name))
            throw new UsageException($"'{name}' cannot be the name of a plugin. Write letters and digits in parts joined by dots, such as Acme.Hello.");
        var template = arguments.Has(Connector) ? PluginTemplate.Connector : PluginTemplate.Activity;
        var project = PluginProject.Create(template, name, SdkVersion, PackagesOf(arguments));
        return Write(project, arguments.Value(Output) ?? name);
    }

    /// <summary>The whole path of the folder of packages that was given; null if none was.</summary>
    /// <exception cref="UsageException">It has no packages of this version.</exception>
    public static string? PackagesOf(CommandArguments arguments)
    {
        if (arguments.Value(Packages) is not { } given)
            return null;
        var folder = Path.GetFullPath(given);
        return File.Exists(Path.Combine(folder, $"{typeof(Activity).Assembly.GetName().Name}.{SdkVersion}.nupkg"))
            ? folder
            : throw new UsageException($"There are no packages of version {SdkVersion} in {folder}. Make them in a working copy of this version, with: dotnet pack src/Packages.slnf");
    }

    /// <summary>Writes the files of a plugin to a folder that is empty or does not exist, and says what to do with them.</summary>
    public static CommandReport Write(PluginProject project, string folder)
    {
        try
        {
            project.Write(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new CommandReport(PluginReport.Kind, project.Name, "Refused", true, [exception.Message]);
        }

        var path = Path.GetFullPath(folder);
        return new CommandReport(
            PluginReport.Kind,
            project.Name,
            "Created",
            false,
            [
                $"In {path}",
                $"Build and test it: dotnet test {Path.Combine(folder, $"{project.Name}.Tests")}",
                $"Then copy {Path.Combine(folder, project.Name, "bin", "Debug", "net10.0")} into the drop-in folder of the server, or: plugin install",
            ])
        {
            Details = new JsonObject { ["folder"] = path, ["files"] = new JsonArray([.. project.Files.Keys.Select(file => JsonValue.Create(file))]) },
        };
    }
}
