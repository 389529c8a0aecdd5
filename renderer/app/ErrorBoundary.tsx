import { Component, type ReactNode } from 'react'
import { type WithTranslation, withTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './app.module.css'

interface Props extends WithTranslation {
  readonly children: ReactNode
  /** When it changes, the children get another try. */
  readonly resetKey?: string
}

interface State {
  readonly error: Error | null
}

/** Keeps a fault in one view from taking the window with it. */
class Boundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override componentDidUpdate(previous: Props): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null })
  }

  override render(): ReactNode {
    const { t, children } = this.props
    const { error } = this.state
    if (!error) return children
    return (
      <div className={styles.centre} role="alert">
        <EmptyState
          title={t('app.crashTitle')}
          actions={
            <Button variant="primary" onPress={() => this.setState({ error: null })}>
              {t('app.crashAgain')}
            </Button>
          }
        >
          {t('app.crashText')}
        </EmptyState>
        <pre className={styles.fault}>{error.message}</pre>
      </div>
    )
  }
}

export const ErrorBoundary = withTranslation()(Boundary)
