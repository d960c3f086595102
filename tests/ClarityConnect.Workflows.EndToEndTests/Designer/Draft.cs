using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>A workflow of one test. Disposing of it deletes it: the first page of the list shows only ten, and other tests look for theirs there.</summary>
internal sealed class Draft : IAsyncDisposable
{
    private readonly Visit _author;

    private Draft(Visit author, string id)
    {
        _author = author;
        Id = id;
    }

    /// <summary>The definition id.</summary>
    public string Id { get; }

    /// <summary>Saves a flowchart by the API.</summary>
    /// <param name="author">Who saves, and at the end deletes it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="activities">Type and id of each activity.</param>
    public static async Task<Draft> SaveAsync(Visit author, string name, bool publish, params (string Type, string Id)[] activities)
    {
        var id = Guid.NewGuid().ToString("N");
        await author.CallAsync("POST", "/elsa/api/workflow-definitions", JsonSerializer.Serialize(new
        {
            model = new
            {
                name,
                definitionId = id,
                version = 1,
                root = new
                {
                    type = "Elsa.Flowchart",
                    version = 1,
                    id = "flow",
                    activities = activities.Select(activity => new { type = activity.Type, version = 1, id = activity.Id, name = activity.Id }),
                    connections = Array.Empty<object>(),
                },
            },
            publish,
        }));
        return new Draft(author, id);
    }

    /// <summary>The workflow that is open in the editor.</summary>
    public static Draft OpenIn(Visit author) => new(author, new Uri(author.Page.Url).Segments[^2].TrimEnd('/'));

    /// <summary>Opens it in the editor.</summary>
    public async Task OpenAsync(Visit visit)
    {
        await visit.Page.GotoAsync($"/studio/workflows/definitions/{Id}/edit");
        await visit.ReadyAsync();
    }

    /// <summary>The flowchart as it is stored.</summary>
    public async Task<JsonNode> FlowchartAsync() =>
        JsonNode.Parse(await _author.CallAsync("GET", $"/elsa/api/workflow-definitions/by-definition-id/{Id}?versionOptions=Latest"))!["root"]!;

    public async ValueTask DisposeAsync() => await _author.CallAsync("DELETE", $"/elsa/api/workflow-definitions/{Id}");
}
