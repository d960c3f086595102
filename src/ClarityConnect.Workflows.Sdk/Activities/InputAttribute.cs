namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>Describes an input for the designer and for validation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>The label; the property name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What the input means, its unit and what happens without it.</summary>
    public string? Description { get; set; }

    /// <summary>The tab in the designer that shows it; null for the first.</summary>
    public string? Category { get; set; }

    /// <summary>The editor: one of Elsa's UI hints such as "singleline", "multiline", "checkbox", "dropdown", "code-editor". Chosen by type when null.</summary>
    public string? UIHint { get; set; }

    /// <summary>The fixed choices of a drop-down or check list; the names of an enum are taken by themselves.</summary>
    public string[]? Options { get; set; }

    /// <summary>Whether publishing refuses a definition that leaves it empty. Default false.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether the value is masked in the journal and in errors. Default false.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>The position among the inputs. Declaration order by default.</summary>
    public float Order { get; set; } = float.NaN;

    /// <summary>The type of connection that the input names, for a drop-down of connections; see <see cref="Connections.ConnectionTypeAttribute"/>.</summary>
    public Type? ConnectionType { get; set; }

    /// <summary>
    /// A class derived from <see cref="Sdk.Choices.ChoiceProvider"/> that lists the choices of a drop-down whenever the activity is selected; null for none.
    /// </summary>
    public Type? Choices { get; set; }

    /// <summary>
    /// Whether the activity evaluates the input itself with <see cref="ActivityExecutionContext.EvaluateAsync{T}"/> instead of
    /// finding it evaluated. Default false.
    /// </summary>
    public bool IsDeferred { get; set; }
}
