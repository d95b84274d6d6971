//! Cycles in references.

/// Every cycle reached by following `next`, each once. Iterative, so that a long chain of rows
/// cannot exhaust the stack.
pub(crate) fn cycles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        OnTheWay,
        Done,
    }
    let mut seen = vec![Seen::No; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        if seen[start] != Seen::No {
            continue;
        }
        // The path from the start, and which of each node's targets to visit next.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        seen[start] = Seen::OnTheWay;
        while let Some((at, turn)) = way.last_mut() {
            let Some(to) = next[*at].get(*turn).copied() else {
                seen[*at] = Seen::Done;
                way.pop();
                continue;
            };
            *turn += 1;
            match seen[to] {
                Seen::Done => {}
                Seen::No => {
                    seen[to] = Seen::OnTheWay;
                    way.push((to, 0));
                }
                Seen::OnTheWay => {
                    let cycle = way.iter().map(|(i, _)| *i).skip_while(|i| *i != to);
                    found.push(cycle.collect());
                }
            }
        }
    }
    found
}
