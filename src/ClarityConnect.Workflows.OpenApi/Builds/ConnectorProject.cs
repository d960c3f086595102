using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.OpenApi.Builds;

/// <summary>A connector as a project of its own, for an author to build, read and change.</summary>
public static class ConnectorProject
{
    private const string SdkFolder = "sdk";

    /// <summary>The project's files by their paths, with slashes, without the Sdk.</summary>
    /// <param name="source">The connector.</param>
    public static IEnumerable<(string Path, string Text)> Files(ConnectorSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        yield return ($"{source.Name}.csproj", ProjectFile(source));
        yield return ("plugin.json", source.Manifest);
        yield return ("README.md", source.Readme);
        foreach (var (path, text) in source.Sources.OrderBy(file => file.Key, StringComparer.Ordinal))
            yield return (path, text);
    }

    /// <summary>Writes the project, with the Sdk that it is compiled against.</summary>
    /// <param name="source">The connector.</param>
    /// <param name="folder">The folder, which is made. Files that are there already are replaced; others stay.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(ConnectorSource source, string folder)
    {
        ArgumentNullException.ThrowIfNull(source);
        // What was written before and is no more must not be compiled with the rest.
        foreach (var written in (ReadOnlySpan<string>)["Activities", "Data", "Calls"])
        {
            var before = Path.Combine(folder, written);
            if (Directory.Exists(before))
            {
                foreach (var file in Directory.GetFiles(before, "*.cs"))
                    File.Delete(file);
            }
        }

        foreach (var (path, text) in Files(source))
        {
            var file = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Directory.CreateDirectory(Path.Combine(folder, SdkFolder));
        var sdk = typeof(Activity).Assembly.GetName().Name;
        foreach (var extension in (ReadOnlySpan<string>)[".dll", ".xml"])
        {
            var from = Path.Combine(AppContext.BaseDirectory, sdk + extension);
            if (File.Exists(from))
                File.Copy(from, Path.Combine(folder, SdkFolder, sdk + extension), overwrite: true);
        }
    }

    private static string ProjectFile(ConnectorSource source) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            <RootNamespace>{source.Name}</RootNamespace>
            <AssemblyName>{source.Name}</AssemblyName>
            <Version>{source.Version}</Version>
            <!-- Puts the plugin's own dependencies beside it. -->
            <EnableDynamicLoading>true</EnableDynamicLoading>
          </PropertyGroup>
          <ItemGroup>
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            <!-- The server brings the Sdk, so it is not copied. -->
            <Reference Include="ClarityConnect.Workflows.Sdk" HintPath="{SdkFolder}/ClarityConnect.Workflows.Sdk.dll" Private="false" />
          </ItemGroup>
          <ItemGroup>
            <None Update="plugin.json" CopyToOutputDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>

        """;
}
