using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ExecutionContextGuard.Provenance;

/// <summary>
/// Where the values of one body can go at all: into a path, or into other helpers. What most bodies hand on ends nowhere, and
/// then not one of their values is followed to see whether it is a parameter.
/// </summary>
internal sealed class HelperReach
{
    private readonly HashSet<SyntaxNode> _helpers = [];

    private HelperReach()
    {
    }

    /// <summary>Whether something enters a path in the body itself.</summary>
    public bool EntersPath { get; private set; }

    /// <summary>The other helpers that are given something; not all of them where a path is entered, which is answer enough.</summary>
    public IReadOnlyCollection<SyntaxNode> Helpers => _helpers;

    public static HelperReach Read(IOperation root, HandingOn handing, CancellationToken cancellationToken)
    {
        var reach = new HelperReach();
        new Reader(reach, root, handing, cancellationToken).Read();
        return reach;
    }

    private sealed class Reader(HelperReach reach, IOperation root, HandingOn handing, CancellationToken cancellationToken) : HelperReader(root, handing, cancellationToken)
    {
        protected override bool IsDone => reach.EntersPath;

        public void Read() => ReadAll();

        protected override void Add(IOperation call, IOperation value, PathEntry? path, FunctionParameter? helper = null, bool ofElements = false, bool intoElements = false)
        {
            if (helper is { } further)
            {
                reach._helpers.Add(further.Function);
            }
            else
            {
                reach.EntersPath = true;
            }
        }
    }
}
