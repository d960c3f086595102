using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using ClarityConnect.Workflows.Sdk.Activities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ClarityConnect.Workflows.OpenApi.Builds;

/// <summary>Compiles connectors in this process, against the Sdk and the framework that run here, for administrators who have no compiler.</summary>
public static class ConnectorBuild
{
    /// <summary>Where the sources are in a package, for whoever wants to go on with them.</summary>
    public const string SourceFolder = "source/";

    // A large connector takes some hundred megabytes while it is compiled.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Writes, compiles and packs a connector as a plugin that can be installed; one at a time.</summary>
    /// <param name="document">The description of the API.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Cancels the wait and the compilation.</param>
    /// <returns>The connector, and a .nupkg at its begin.</returns>
    /// <exception cref="OpenApiRefusedException">It cannot be made; the message says why.</exception>
    public static async Task<(ConnectorSource Source, MemoryStream Package)> MakeAsync(OpenApiDocument document, ConnectorRequest request, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    var source = ConnectorGenerator.Generate(document, request);
                    return (source, Pack(source, cancellationToken));
                },
                cancellationToken);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Packs a connector as a plugin that can be installed.</summary>
    /// <param name="source">The connector.</param>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    /// <returns>A .nupkg, at its begin.</returns>
    /// <exception cref="OpenApiRefusedException">It cannot be compiled.</exception>
    public static MemoryStream Pack(ConnectorSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var assembly = Compile(source, cancellationToken);
        var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "plugin.json", Encoding.UTF8.GetBytes(source.Manifest));
            Add(zip, $"{source.Name}.dll", assembly);
            foreach (var (path, text) in ConnectorProject.Files(source))
                Add(zip, SourceFolder + path, Encoding.UTF8.GetBytes(text));
        }

        package.Position = 0;
        return package;
    }

    /// <summary>Compiles a connector.</summary>
    /// <param name="source">The connector.</param>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    /// <returns>The assembly, with its symbols inside.</returns>
    /// <exception cref="OpenApiRefusedException">It cannot be compiled.</exception>
    public static byte[] Compile(ConnectorSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);
        var trees = source.Sources.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Value, Encoding.UTF8), options, file.Key, cancellationToken)).ToList();
        trees.Add(CSharpSyntaxTree.ParseText(SourceText.From($"[assembly: System.Reflection.AssemblyVersion(\"{NumbersOf(source.Version)}\")]\n", Encoding.UTF8), options, "AssemblyVersion.cs", cancellationToken));
        var compilation = CSharpCompilation.Create(
            source.Name,
            trees,
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true, concurrentBuild: false));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellationToken);
        if (result.Success)
            return assembly.ToArray();
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).Select(diagnostic => diagnostic.ToString());
        throw new OpenApiRefusedException($"The connector that was written cannot be compiled, which is a fault of the generator. Leave out the operations that it complains of, and report it: {string.Join("; ", problems)}");
    }

    private static List<MetadataReference> References()
    {
        var sdk = typeof(Activity).Assembly;
        var framework = ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Microsoft.Extensions.", StringComparison.OrdinalIgnoreCase) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList();
        framework.Add(ReferenceTo(sdk));
        return framework;
    }

    /// <summary>Read from memory, so that it works wherever the assembly came from.</summary>
    private static unsafe PortableExecutableReference ReferenceTo(Assembly assembly) => assembly.TryGetRawMetadata(out var blob, out var length)
        ? AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((IntPtr)blob, length)).GetReference()
        : throw new InvalidOperationException($"{assembly} has no metadata.");

    private static string NumbersOf(string version)
    {
        var numbers = version.Split('-', '+')[0].Split('.').Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Min(number, ushort.MaxValue - 1) : 0);
        return $"{string.Join('.', numbers)}.0";
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(content);
    }
}
