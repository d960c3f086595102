namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>Where templates are.</summary>
public sealed class TemplateOptions
{
    /// <summary>The folder that holds one folder for each template.</summary>
    /// <value>Default the folder <c>workflows</c> beside the program.</value>
    public string Folder { get; set; } = Path.Combine(AppContext.BaseDirectory, "workflows");
}
