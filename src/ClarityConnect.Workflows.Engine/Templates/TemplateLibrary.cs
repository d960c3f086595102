using System.Text.Json;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Definitions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>
/// The templates in a folder. Each has a folder of its own with <c>workflow.json</c>, and optionally <c>README.md</c>, <c>mappings/*.json</c> and
/// <c>cases/*.json</c>. They are read when they are asked for, so that a folder that is copied in is there at once.
/// </summary>
/// <param name="options">Where they are.</param>
/// <param name="logger">Hears of templates that cannot be read.</param>
public sealed class TemplateLibrary(IOptions<TemplateOptions> options, ILogger<TemplateLibrary> logger)
{
    private const string WorkflowFile = "workflow.json";
    private const long MaxFileBytes = 10 * 1024 * 1024;

    /// <summary>The folder that they are read from.</summary>
    public string Folder => options.Value.Folder;

    /// <summary>All templates that can be read, by title.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<WorkflowTemplate>> ListAsync(CancellationToken cancellationToken)
    {
        var templates = new List<WorkflowTemplate>();
        foreach (var folder in Folders())
        {
            if (await ReadAsync(folder, cancellationToken) is { } template)
                templates.Add(template);
        }

        return [.. templates.OrderBy(template => template.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Finds a template.</summary>
    /// <param name="name">The name of its folder.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The template; null if there is none of that name that can be read.</returns>
    public async Task<WorkflowTemplate?> FindAsync(string name, CancellationToken cancellationToken) =>
        // Compared with the folders that there are, so that no name leads elsewhere.
        Folders().FirstOrDefault(folder => Path.GetFileName(folder) == name) is { } found ? await ReadAsync(found, cancellationToken) : null;

    private IEnumerable<string> Folders() => Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, WorkflowFile)))
        : [];

    private async Task<WorkflowTemplate?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var readme = Path.Combine(folder, "README.md");
            return new WorkflowTemplate(
                Path.GetFileName(folder),
                DefinitionDocument.Parse(await TextAsync(Path.Combine(folder, WorkflowFile), cancellationToken)),
                File.Exists(readme) ? await TextAsync(readme, cancellationToken) : "",
                await TablesAsync(folder, cancellationToken),
                await CasesAsync(folder, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DefinitionInvalidException or JsonException)
        {
            logger.LogWarning(exception, "The template in {Folder} cannot be read, so it is not offered.", folder);
            return null;
        }
    }

    private static async Task<IReadOnlyList<TemplateTable>> TablesAsync(string folder, CancellationToken cancellationToken)
    {
        var tables = new List<TemplateTable>();
        foreach (var file in FilesIn(folder, "mappings"))
        {
            var document = await TextAsync(file, cancellationToken);
            using var json = JsonDocument.Parse(document);
            tables.Add(new TemplateTable(Path.GetFileNameWithoutExtension(file), document));
        }

        return tables;
    }

    private static async Task<IReadOnlyList<string>> CasesAsync(string folder, CancellationToken cancellationToken)
    {
        var cases = new List<string>();
        foreach (var file in FilesIn(folder, "cases"))
            cases.Add(JsonSerializer.Deserialize<WorkflowCase>(await TextAsync(file, cancellationToken), CaseJson.Options)?.Name ?? Path.GetFileNameWithoutExtension(file));
        return cases;
    }

    private static IEnumerable<string> FilesIn(string folder, string inner)
    {
        var path = Path.Combine(folder, inner);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal) : [];
    }

    private static async Task<string> TextAsync(string file, CancellationToken cancellationToken) => new FileInfo(file).Length <= MaxFileBytes
        ? await File.ReadAllTextAsync(file, cancellationToken)
        : throw new IOException($"'{file}' has more than {MaxFileBytes:N0} bytes.");
}
