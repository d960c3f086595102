namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>An activity that is a workflow to those inside it: what Complete ends, and whose inputs and outputs they read and write.</summary>
internal interface IWorkflowScope;
