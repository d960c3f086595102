using System.Text;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Something about a definition that its author should know before it runs.</summary>
/// <param name="Severity">Whether it keeps the definition from being published.</param>
/// <param name="Code">The check that found it, such as "required-input"; the same for ever.</param>
/// <param name="Message">What is wrong, a sentence without the place.</param>
/// <param name="Advice">What to do about it; empty where the message says it.</param>
public sealed record DefinitionFinding(FindingSeverity Severity, string Code, string Message, string Advice)
{
    /// <summary>The definition's id.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The definition's name.</summary>
    public string? DefinitionName { get; init; }

    /// <summary>The activity's id; null where it concerns the whole definition.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The activity's name.</summary>
    public string? ActivityName { get; init; }

    /// <summary>The input's name, as in the journal.</summary>
    public string? Input { get; init; }

    /// <summary>The line in the input's script, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The column in that line, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>Place, message and advice in one text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder("Workflow '").Append(DefinitionName ?? DefinitionId).Append('\'');
            if (ActivityId is not null)
                text.Append(", activity '").Append(ActivityName).Append("' (").Append(ActivityId).Append(')');
            if (Input is not null)
                text.Append(", input '").Append(Input).Append('\'');
            if (Line is not null)
                text.Append(", line ").Append(Line).Append(", column ").Append(Column);
            text.Append(": ").Append(Message);
            return Advice.Length == 0 ? text.ToString() : text.Append(' ').Append(Advice).ToString();
        }
    }
}
