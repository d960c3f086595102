using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Engine.Choices;

/// <summary>Lists the events that start published workflows, and those that runs wait for now.</summary>
public sealed class EventNameChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var starting = context.GetService<TriggerIndex>().Find(Event.StimulusName).Select(trigger => trigger.Key);
        var waiting = await context.GetService<IInstanceReader>().ListBookmarksAsync(new BookmarkFilter { Name = Event.StimulusName, Take = 200 }, context.CancellationToken);
        return [.. starting.Concat(waiting.Select(open => open.Bookmark.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).Select(name => new Choice(name))];
    }
}
